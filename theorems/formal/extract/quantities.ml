(* Numbers, vectors and matrices of GRAMMAR.md, as the records that the proved checkers take. Not proved itself. *)
module Big = Z
open Dsc_formal
open Json

let digits_only s = s <> "" && String.for_all (function '0' .. '9' -> true | _ -> false) s
let canonical s = digits_only s && (s = "0" || s.[0] <> '0')

let rational name s =
  let bad () = reject "%s: expected a rational in lowest terms, found %s" name (if String.length s > 80 then String.sub s 0 80 else s) in
  let negative = s <> "" && s.[0] = '-' in
  let size = if negative then String.sub s 1 (String.length s - 1) else s in
  let top, bottom =
    match String.index_opt size '/' with
    | None -> size, "1"
    | Some i ->
      let bottom = String.sub size (i + 1) (String.length size - i - 1) in
      if bottom = "1" then bad ();
      String.sub size 0 i, bottom
  in
  if not (canonical top && canonical bottom) || bottom = "0" || (negative && top = "0") then bad ();
  let n = Big.of_string top and d = Big.of_string bottom in
  if not (Big.equal d Big.one) && not (Big.equal (Big.gcd n d) Big.one) then bad ();
  (if negative then Big.neg n else n), d

let dyadic name s =
  let bad () = reject "%s: expected a canonical hexadecimal float, found %s" name (if String.length s > 80 then String.sub s 0 80 else s) in
  let negative = s.[0] = '-' in
  let start = if negative then 3 else 2 in
  let p = match String.index_opt s 'p' with Some p when p > start -> p | _ -> bad () in
  let mantissa = String.sub s start (p - start) and exponent = String.sub s (p + 1) (String.length s - p - 1) in
  let hexadecimal m = m <> "" && String.for_all (function '0' .. '9' | 'a' .. 'f' -> true | _ -> false) m in
  let whole, fraction =
    match String.index_opt mantissa '.' with
    | None -> mantissa, ""
    | Some i ->
      let f = String.sub mantissa (i + 1) (String.length mantissa - i - 1) in
      if f = "" || f.[String.length f - 1] = '0' then bad ();
      String.sub mantissa 0 i, f
  in
  if not (hexadecimal whole && (fraction = "" || hexadecimal fraction)) || String.length whole <> 1 then bad ();
  let sign = if exponent = "" then bad () else exponent.[0] in
  let size = String.sub exponent 1 (String.length exponent - 1) in
  if not (canonical size) || String.length size > 6 || (sign <> '+' && sign <> '-') || (sign = '-' && size = "0") then bad ();
  if int_of_string size > 100000 then bad ();
  let zero = whole = "0" in
  if (zero && (s <> "0x0p+0")) || (not zero && whole <> "1") then bad ();
  let e = (if sign = '-' then -1 else 1) * int_of_string size - (4 * String.length fraction) in
  let m = Big.of_string ("0x" ^ whole ^ fraction) in
  let m = if negative then Big.neg m else m in
  if e >= 0 then Big.shift_left m e, Big.one
  else if zero then Big.zero, Big.one
  else
    let d = Big.shift_left Big.one (-e) in
    let g = Big.gcd m d in
    Big.divexact m g, Big.divexact d g

let pair name value =
  let s = text name value in
  let hex = String.length s > 2 && (String.sub s 0 2 = "0x" || (String.length s > 3 && String.sub s 0 3 = "-0x")) in
  if hex then dyadic name s else rational name s

let number name value = let n, d = pair name value in { qnum = n; qden = d }

let not_negative name value =
  let q = number name value in
  if Big.sign q.qnum < 0 then reject "%s: expected a number not below 0" name;
  q

(* entries other than zero, places increasing and below [size] *)
let sparse name size value =
  let entry last item =
    match item with
    | List [ i; v ] ->
      let i = count name i in
      if i <= last || i >= size then reject "%s: expected increasing places below %d" name size;
      let n, d = pair name v in
      if Big.sign n = 0 then reject "%s: expected entries other than zero" name;
      i, (i, n, d)
    | _ -> reject "%s: expected entries [place, number]" name
  in
  List.rev (snd (List.fold_left (fun (last, found) item -> let i, e = entry last item in i, e :: found) (-1, []) (list name value)))

(* columns over one denominator, written out *)
let over_one_denominator rows columns =
  let den = List.fold_left (List.fold_left (fun a (_, _, d) -> Big.lcm a d)) Big.one columns in
  let dense column =
    let a = Array.make rows Big.zero in
    List.iter (fun (i, n, d) -> a.(i) <- Big.mul n (Big.divexact den d)) column;
    Array.to_list a
  in
  { mden = den; mcols = List.map dense columns }

let largest_dense = 100_000_000

let plain_matrix name value =
  keys value [ "rows"; "atoms" ];
  let rows = count ~least:1 "rows" (get value "rows") in
  let columns = List.map (sparse name rows) (list "atoms" (get value "atoms")) in
  if columns = [] then reject "%s: expected at least one column" name;
  if rows > largest_dense / List.length columns then reject "%s: not decided: too large to be written out" name;
  rows, over_one_denominator rows columns

let columns m = List.length m.mcols

(* a matrix, or a product of them *)
let matrix name value =
  match value with
  | Object members when List.mem_assoc "product" members -> (
    keys value [ "product" ];
    match List.map (plain_matrix name) (list name (get value "product")) with
    | first :: (_ :: _ as rest) when List.length rest < 64 ->
      List.fold_left
        (fun (rows, product) (inner, factor) ->
          if columns product <> inner then reject "%s: expected factors that fit" name;
          rows, mat_mul rows product factor)
        first rest
    | _ -> reject "%s: expected a product of 2 to 64 matrices" name)
  | _ -> plain_matrix name value

let vector name size value =
  keys value [ "size"; "entries" ];
  if count "size" (get value "size") <> size then reject "%s: expected a vector of size %d" name size;
  if size > largest_dense then reject "%s: not decided: too large to be written out" name;
  sparse name size (get value "entries")

(* as a matrix of one column *)
let column name size value = over_one_denominator size [ vector name size value ]

let layers value =
  let found = List.map (matrix "layers") (list "layers" value) in
  if found = [] || List.length found > 64 then reject "layers: expected 1 to 64";
  ignore
    (List.fold_left
       (fun inner (rows, m) ->
         if inner <> None && inner <> Some rows then reject "layers: expected matrices that fit";
         Some (columns m))
       None found);
  fst (List.hd found), List.map snd found

(* --- LISTA-CP --- *)

let analysis rows width value =
  match value with
  | Text _ -> Multiple (number "analysis" value)
  | _ ->
    let r, m = plain_matrix "analysis" value in
    if r <> rows || columns m <> width then reject "analysis: expected the shape of the dictionary";
    Explicit m

let signals value =
  keys value [ "sparsity"; "magnitude"; "noise" ];
  { qsparsity = count ~least:1 "sparsity" (get value "sparsity");
    qmagnitude = not_negative "magnitude" (get value "magnitude");
    qnoise = not_negative "noise" (get value "noise") }

let schedule value =
  keys value [ "start"; "rate"; "drift"; "weight"; "offset" ];
  let part name = not_negative name (get value name) in
  { qstart = part "start"; qrate = part "rate"; qdrift = part "drift"; qweight = part "weight"; qoffset = part "offset" }
