(* A checker for the certificate kind l1_counterexample, and its soundness in every ordered field. *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Lista L1 Embed Check CheckMatrix CheckDeep CheckCodes.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* --- the programs --- *)

Fixpoint same_Z (u v : seq Z) : bool :=
  match u, v with
  | a :: u', b :: v' => Z.eqb a b && same_Z u' v'
  | [::], [::] => true
  | _, _ => false
  end.

Inductive strictness := Strict | Equality | NoHypothesis.

Fixpoint same_norms (N : Z) (cols : seq (seq Z)) : bool :=
  if cols is a :: cols' then Z.eqb (dot a a) N && same_norms N cols' else true.

(* A E = I: E is a matrix that an oracle gives *)
Definition right_inverse (m : nat) (A E : mat) : bool :=
  [&& sizes m (mcols A), sizes (size (mcols A)) (mcols E), eqn (size (mcols E)) m &
      all (fun r => all (fun i => Z.eqb (nth Z0 (col_of (mat_mul m A E) r) i)
             (if eqn i r then Zpos (mden (mat_mul m A E)) else Z0)) (iota 0 m)) (iota 0 m)].

(* code and rival: lists of integers over one denominator *)
Definition check_rival (m : nat) (A : mat) (code rival : seq Z) (h : strictness) (E : mat) (equal_norms : bool) : bool :=
  let n := size (mcols A) in
  let s := nonzeros code in
  let load := Z.mul (Z.of_nat (2 * s).-1) (Z.of_nat (2 * s).-1) in
  [&& sizes m (mcols A), eqn (size code) n, eqn (size rival) n & 
      [&& same_Z (mul_vector m (mcols A) code) (mul_vector m (mcols A) rival),
      ~~ same_Z code rival, leq 1 s, Z.leb (sum_abs rival) (sum_abs code),
      (match h with
       | NoHypothesis => true
       | Strict => [&& right_inverse m A E, no_zero_column (mcols A) & pairs_below load true (mcols A)]
       | Equality => [&& right_inverse m A E, no_zero_column (mcols A) & pairs_below load false (mcols A)]
       end) & ~~ equal_norms || same_norms (dot (col_of A 0) (col_of A 0)) (mcols A)]].

(* --- what it proves --- *)

Section Sound.
Variable R : realFieldType.

Lemma same_ZP u v : same_Z u v -> u = v.
Proof. by elim: u v => [|a u IH] [|b v] //= /andP[/Z.eqb_spec -> /IH ->]. Qed.

Lemma same_Z_refl u : same_Z u u.
Proof. by elim: u => //= a u ->; rewrite Z.eqb_refl. Qed.

Definition vec n (den : positive) (u : seq Z) : 'cV[R]_n := \col_i (ofZ R (nth Z0 u i) / ofZ R (Zpos den)).

Lemma vec_l1 n den u : size u = n -> l1 (vec n den u) = ofZ R (sum_abs u) / ofZ R (Zpos den).
Proof.
move=> su; rewrite sum_absP mulr_suml /l1 -su; apply: eq_bigr => i _.
by rewrite mxE normrM normfV (gtr0_norm (ofZ_pos _ _)).
Qed.

Lemma vec_l0 n den u : size u = n -> l0 (vec n den u) = nonzeros u.
Proof.
move=> su; rewrite /l0 /nonzeros cardE [in LHS]/enum_mem size_filter -enumT.
have -> : u = map (fun i : 'I_n => nth Z0 u i) (enum 'I_n).
  apply: (@eq_from_nth _ Z0); first by rewrite size_map size_enum_ord.
  by move=> i; rewrite su => lt; rewrite (nth_map (Ordinal lt)) ?size_enum_ord // nth_enum_ord.
rewrite count_map; apply: eq_count => i /=.
rewrite inE mxE mulf_eq0 invr_eq0 [X in _ || X]gt_eqF ?ofZ_pos // orbF.
rewrite (nth_map i) ?size_enum_ord // nth_ord_enum.
apply/idP/idP; first by apply: contra => /Z.eqb_spec ->; rewrite ofZ0.
by apply: contra => /eqP; rewrite -[0](ofZ0 R) => /ofZ_inj ->.
Qed.

Lemma mx_vec m A den u : sizes m (mcols A) -> size u = size (mcols A) ->
  dictC R m A *m vec _ den u = vec m (Pos.mul (mden A) den) (mul_vector m (mcols A) u).
Proof.
move=> fA su; apply/matrixP => i j; rewrite !mxE (@nth_mul_vector R m (size (mcols A))) //.
rewrite mulr_suml; apply: eq_bigr => k _; rewrite !mxE Pos2Z.inj_mul ofZM; by rewrite mulf_div.
Qed.

(* kind l1_counterexample: a rival is no worse in l1, so the code is not the only solution of least l1 norm *)
Theorem l1_counterexample_sound m A code rival h E eq den : check_rival m A code rival h E eq ->
  let n := size (mcols A) in let x := vec n den code in let D := dictC R m A in
  [/\ (0 < l0 x)%N, ~ l1_unique D x,
      h <> NoHypothesis -> [/\ exists E', D *m E' = 1%:M, forall i, 0 < (D^T *m D) i i &
        forall i j, i != j ->
          let l := ((2 * l0 x).-1%:R * (2 * l0 x).-1%:R) * ((D^T *m D) i j * (D^T *m D) i j) in
          let r := (D^T *m D) i i * (D^T *m D) j j in if h is Strict then l < r else l <= r] &
      eq -> forall i j, (D^T *m D) i i = (D^T *m D) j j].
Proof.
move=> /and4P[fA /eqP sc /eqP sr /and5P[hAx hne s0 hl /andP[hh he]]] n x D.
have lx : l0 x = nonzeros code by apply: vec_l0.
split; first by rewrite lx.
- move=> un; have := un (vec n den rival); rewrite /D /x !mx_vec // (same_ZP hAx) => /(_ erefl).
  rewrite !vec_l1 // ltr_pmul2r ?invr_gt0 ?ofZ_pos // ltNge ofZ_le hl /=.
  suff ne : vec n den rival != vec n den code by move=> /(_ ne).
  apply: contra hne => /eqP e; suff -> : code = rival by apply: same_Z_refl.
  apply: (@eq_from_nth _ Z0) => [|i lt]; first by rewrite sc sr.
  have lt' : (i < n)%N by rewrite /n -sc.
  have := congr1 (fun z : 'cV[R]_n => z (Ordinal lt') 0) e; rewrite !mxE /= => /(mulIf _) h'.
  by apply: (ofZ_inj (R := R)); rewrite h' // invr_eq0 gt_eqF ?ofZ_pos.
- move=> hne'; rewrite lx.
  have rinv : right_inverse m A E -> exists E', D *m E' = 1%:M.
    move=> /and4P[_ fE /eqP sE /allP rE]; exists (mx R n m E).
    rewrite /D /dictC -(mx_mul R erefl sE fA fE); apply/matrixP => i j; rewrite !mxE.
    have := rE j; rewrite mem_iota ltn_ord => /(_ isT)/allP/(_ (i : nat)); rewrite mem_iota ltn_ord => /(_ isT).
    rewrite /col_of => /Z.eqb_spec ->; rewrite -[eqn i j]/((i : nat) == j) val_eqE.
    by case: (i == j); rewrite ?ofZ0 ?mul0r // divff // gt_eqF ?ofZ_pos.
  case: h hh hne' => // /and3P[h1 h2 h3] _; (split; [exact: rinv|exact: no_zero_columnP|move=> i j ij /=]).
    by have := squared_belowP R fA ij h3; rewrite ofZM !ofZ_nat.
  by have := squared_belowP R fA ij h3; rewrite ofZM !ofZ_nat.
- move=> e; move: he; rewrite e /= => he.
  suff H i : (D^T *m D) i i = ofZ R (dot (col_of A 0) (col_of A 0)) / (ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A))).
    by move=> i j; rewrite !H.
  rewrite gramC //; congr (ofZ R _ / _).
  move: he; set N := dot (col_of A 0) _ => he.
  suff G l : same_norms N l -> forall k, (k < size l)%N -> dot (nth [::] l k) (nth [::] l k) = N by apply: G.
  elim: l => [//|a l IH] /= /andP[/Z.eqb_spec e1 h2] [|k] //=; rewrite ltnS; exact: IH.
Qed.

End Sound.
