(* JSON as GRAMMAR.md allows it: printable ASCII and white space, no escapes, no key twice, counts for numbers. *)

type t = Object of (string * t) list | List of t list | Text of string | Count of int

exception Rejected of string

let reject form = Printf.ksprintf (fun reason -> raise (Rejected reason)) form

let largest_text = 64 * 1024 * 1024
let largest_count = 1 lsl 40
let deepest = 64

let parse text =
  let length = String.length text in
  if length > largest_text then reject "expected at most 64 MiB of text";
  String.iteri
    (fun i c ->
      match c with
      | '\\' -> reject "at byte %d: expected no escapes" i
      | ' ' .. '~' | '\n' | '\t' | '\r' -> ()
      | _ -> reject "at byte %d: expected printable ASCII" i)
    text;
  let place = ref 0 in
  let peek () = if !place < length then text.[!place] else '\000' in
  let rec skip () = match peek () with ' ' | '\n' | '\t' | '\r' -> incr place; skip () | _ -> () in
  let expect c = if peek () <> c then reject "at byte %d: expected %c" !place c else incr place in
  let quoted () =
    expect '"';
    let start = !place in
    (match String.index_from_opt text start '"' with
    | None -> reject "at byte %d: expected a closing quote" start
    | Some close -> place := close);
    if String.exists (fun c -> c < ' ') (String.sub text start (!place - start)) then
      reject "at byte %d: expected no line break in a string" start;
    let word = String.sub text start (!place - start) in
    incr place;
    word
  in
  let count () =
    let start = !place in
    while match peek () with '0' .. '9' -> true | _ -> false do incr place done;
    let digits = String.sub text start (!place - start) in
    let size = String.length digits in
    if size = 0 then reject "at byte %d: expected a value" start;
    if (size > 1 && digits.[0] = '0') || size > 13 || int_of_string digits > largest_count then
      reject "at byte %d: expected a count of at most 2^40 without leading zeros" start;
    int_of_string digits
  in
  (* items between commas, up to [close]; the opening bracket is read *)
  let items close item =
    let rec more found =
      skip ();
      let found = item () :: found in
      skip ();
      if peek () = ',' then (incr place; more found) else (expect close; List.rev found)
    in
    skip ();
    if peek () = close then (incr place; []) else more []
  in
  let rec value depth =
    if depth > deepest then reject "at byte %d: expected at most %d levels" !place deepest;
    skip ();
    match peek () with
    | '{' ->
      incr place;
      let member () =
        let key = quoted () in
        skip ();
        expect ':';
        (key, value (depth + 1))
      in
      let members = items '}' member in
      let keys = List.sort compare (List.map fst members) in
      ignore (List.fold_left (fun last key -> if last = Some key then reject "%s: expected once" key; Some key) None keys);
      Object members
    | '[' ->
      incr place;
      List (items ']' (fun () -> value (depth + 1)))
    | '"' -> Text (quoted ())
    | _ -> Count (count ())
  in
  let result = value 0 in
  skip ();
  if !place <> length then reject "at byte %d: expected the end" !place;
  result

(* --- a value by its type; [name] says where it stands --- *)

let get value key =
  match value with
  | Object members -> (
    match List.assoc_opt key members with Some v -> v | None -> reject "%s: expected, found no such key" key)
  | _ -> reject "%s: expected inside an object" key

(* an object with these keys and no others *)
let keys value names =
  match value with
  | Object members ->
    List.iter (fun name -> ignore (get value name)) names;
    List.iter (fun (key, _) -> if not (List.mem key names) then reject "%s: a key that is not known here" key) members
  | _ -> reject "expected an object with the keys %s" (String.concat ", " names)

let list name = function List l -> l | _ -> reject "%s: expected a list" name
let text name = function Text s -> s | _ -> reject "%s: expected a string" name

let count ?(least = 0) ?(most = largest_count) name = function
  | Count n when n >= least && n <= most -> n
  | Count n -> reject "%s: expected a count from %d to %d, found %d" name least most n
  | _ -> reject "%s: expected a count" name

let word name choices value =
  let found = text name value in
  if not (List.mem found choices) then reject "%s: expected one of %s, found %s" name (String.concat ", " choices) found;
  found

let list_of name size value =
  let items = list name value in
  if List.length items <> size then reject "%s: expected %d, found %d" name size (List.length items);
  items
