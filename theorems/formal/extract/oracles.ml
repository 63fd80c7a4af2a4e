(* Vectors that the proved checkers ask for and test. Nothing here is trusted. *)
module Big = Z
module Rat = Q
open Dsc_formal

let dot u v = List.fold_left2 (fun sum a b -> Big.add sum (Big.mul a b)) Big.zero u v
let primitive u =
  let g = List.fold_left Big.gcd Big.zero u in
  if Big.sign g = 0 then u else List.map (fun a -> Big.divexact a g) u

(* what of u is orthogonal to the vectors of an orthogonal basis, up to a factor *)
let residual basis u =
  List.fold_left
    (fun r b ->
      let bb = dot b b and rb = dot r b in
      if Big.sign rb = 0 then r else primitive (List.map2 (fun x y -> Big.sub (Big.mul bb x) (Big.mul rb y)) r b))
    u basis

(* a vector orthogonal to the columns chosen and not to column c, if they are independent; the bases of the tails of [chosen] are kept *)
let orthogonal a =
  let cols = Array.of_list a.mcols in
  let kept = ref [] in
  let rec basis chosen =
    match chosen with
    | [] -> kept := []; []
    | c :: rest -> (
      match List.find_opt (fun (l, _) -> l == chosen) !kept with
      | Some (_, b) -> b
      | None ->
        let before = basis rest in
        let b = residual before cols.(c) :: before in
        kept := (chosen, b) :: List.filter (fun (l, _) -> List.length l < List.length chosen) !kept;
        b)
  in
  fun chosen c -> residual (basis chosen) cols.(c)

let binomial n k =
  let k = min k (n - k) in
  let rec go c i = if i > k || c > 5_000_000 then c else go (c * (n - k + i) / i) (i + 1) in
  go 1 1

(* E with A E = I, by Gauss-Jordan elimination on [A | I], if A has full row rank *)
let right_inverse_of rows a =
  let n = List.length a.mcols in
  let m = Array.make_matrix rows (n + rows) Rat.zero in
  List.iteri (fun j col -> List.iteri (fun i x -> m.(i).(j) <- Rat.make x a.mden) col) a.mcols;
  for i = 0 to rows - 1 do m.(i).(n + i) <- Rat.one done;
  let pivots = Array.make rows (-1) in
  let row = ref 0 in
  for j = 0 to n - 1 do
    if !row < rows then begin
      let p = ref !row in
      while !p < rows && Rat.sign m.(!p).(j) = 0 do incr p done;
      if !p < rows then begin
        let t = m.(!p) in
        m.(!p) <- m.(!row);
        m.(!row) <- Array.map (fun x -> Rat.div x t.(j)) t;
        for i = 0 to rows - 1 do
          if i <> !row && Rat.sign m.(i).(j) <> 0 then begin
            let f = m.(i).(j) in
            m.(i) <- Array.map2 (fun x y -> Rat.sub x (Rat.mul f y)) m.(i) m.(!row)
          end
        done;
        pivots.(!row) <- j;
        incr row
      end
    end
  done;
  if !row < rows then None
  else begin
    let e = Array.make_matrix n rows Rat.zero in
    Array.iteri (fun i j -> for r = 0 to rows - 1 do e.(j).(r) <- m.(i).(n + r) done) pivots;
    let den = Array.fold_left (Array.fold_left (fun d x -> Big.lcm d (Rat.den x))) Big.one e in
    let column r = List.init n (fun j -> Big.mul (Rat.num e.(j).(r)) (Big.divexact den (Rat.den e.(j).(r)))) in
    Some { mden = den; mcols = List.init rows column }
  end
