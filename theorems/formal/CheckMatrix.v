(* Exact matrices of certificates: products, multiples, the largest l1 norm of a column and the largest |w_i . d_j|,
   and what they mean in every ordered field. *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Lista Stages Embed Check.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* --- the program --- *)

Fixpoint add_multiple (c : Z) (u acc : seq Z) : seq Z :=
  match u, acc with
  | a :: u', b :: acc' => Z.add (Z.mul c a) b :: add_multiple c u' acc'
  | _, _ => acc
  end.

Fixpoint mul_vector (m : nat) (cols : seq (seq Z)) (v : seq Z) : seq Z :=
  match cols, v with
  | u :: cols', c :: v' =>
      let rest := mul_vector m cols' v' in if Z.eqb c Z0 then rest else add_multiple c u rest
  | _, _ => nseq m Z0
  end.

Definition mat_mul (m : nat) (A B : mat) : mat :=
  Mat (Pos.mul (mden A) (mden B)) (map (mul_vector m (mcols A)) (mcols B)).

Definition mat_scale (q : Q) (A : mat) : mat :=
  Mat (Pos.mul (Qden q) (mden A)) (map (map (Z.mul (Qnum q))) (mcols A)).

Fixpoint sum_abs (u : seq Z) : Z := if u is a :: u' then Z.add (Z.abs a) (sum_abs u') else Z0.
Fixpoint max_col (cols : seq (seq Z)) : Z :=
  if cols is u :: cols' then Z.max (sum_abs u) (max_col cols') else Z0.
Definition mat_norm1 (A : mat) : Q := Qmake (max_col (mcols A)) (mden A).

Definition mat_largest (A : mat) : Q := Qmake (maxabs (mcols A) Z0) (mden A).

Fixpoint cross_row (w : seq Z) (i j : nat) (cols : seq (seq Z)) (c : Z) : Z :=
  if cols is u :: cols' then
    cross_row w i j.+1 cols' (if eqn i j then c else Z.max c (Z.abs (dot w u)))
  else c.
Fixpoint cross_rows (ws : seq (seq Z)) (i : nat) (cols : seq (seq Z)) (c : Z) : Z :=
  if ws is w :: ws' then cross_rows ws' i.+1 cols (cross_row w i 0 cols c) else c.
(* the largest |w_i . d_j|, i != j *)
Definition mat_cross (W D : mat) : Q :=
  Qmake (cross_rows (mcols W) 0 (mcols D) Z0) (Pos.mul (mden W) (mden D)).

(* --- what it means --- *)

Section Meaning.
Variable R : realFieldType.

Lemma size_mul_vector m cols v : sizes m cols -> size (mul_vector m cols v) = m.
Proof.
elim: cols v => [|u cols IH] [|c v] //=; rewrite ?size_nseq // => /andP[/eqP su sc].
case: (Z.eqb_spec c Z0) => _; first exact: IH.
have := IH v sc; move: (mul_vector _ _ _) => a ea.
elim: u a m su ea {IH sc} => [|b u IH] [|b' a] m //=; try by move=> <-.
by case: m => // m [su] [ea]; rewrite (IH a m).
Qed.

Lemma nth_add_multiple c u acc i : size u = size acc ->
  nth Z0 (add_multiple c u acc) i = Z.add (Z.mul c (nth Z0 u i)) (nth Z0 acc i).
Proof.
elim: u acc i => [|a u IH] [|b acc] [|i] //=; try (by lia).
by move=> [h]; apply: IH.
Qed.

Lemma nth_mul_vector m n cols v i : size cols = n -> size v = n -> sizes m cols ->
  ofZ R (nth Z0 (mul_vector m cols v) i) =
  \sum_(k < n) ofZ R (nth Z0 (nth [::] cols k) i) * ofZ R (nth Z0 v k).
Proof.
elim: cols v n => [|u cols IH] [|c v] [|n] //=; rewrite ?big_ord0.
  by move=> _ _ _; rewrite nth_nseq; case: ifP; rewrite ofZ0.
move=> [sc] [sv] /andP[/eqP su so]; rewrite big_ord_recl /= -IH //.
case: (Z.eqb_spec c Z0) => [->|_]; first by rewrite ofZ0 mulr0 add0r.
by rewrite nth_add_multiple ?size_mul_vector // ofZD ofZM mulrC.
Qed.

Lemma mx_mul m n p A B : size (mcols A) = n -> size (mcols B) = p -> sizes m (mcols A) -> sizes n (mcols B) ->
  mx R m p (mat_mul m A B) = mx R m n A *m mx R n p B.
Proof.
move=> nA pB sA sB; apply/matrixP => i j; rewrite !mxE /=.
rewrite (nth_map [::]) ?pB //.
rewrite (@nth_mul_vector m n) //; last by apply: sizesP => //; rewrite pB.
rewrite mulr_suml; apply: eq_bigr => k _; rewrite !mxE Pos2Z.inj_mul ofZM.
by rewrite mulf_div.
Qed.

Lemma sizes_mul m n A B : size (mcols A) = n -> sizes m (mcols A) -> sizes m (mcols (mat_mul m A B)).
Proof.
move=> nA sA /=; elim: (mcols B) => [//|v cols IH] /=.
by rewrite IH andbT size_mul_vector //; apply/eqP.
Qed.

Lemma mx_scale m n q A : mx R m n (mat_scale q A) = ofQ R q *: mx R m n A.
Proof.
apply/matrixP => i j; rewrite !mxE /= Pos2Z.inj_mul ofZM.
have -> : nth Z0 (nth [::] [seq [seq Z.mul (Qnum q) i | i <- i] | i <- mcols A] j) i =
    Z.mul (Qnum q) (nth Z0 (nth [::] (mcols A) j) i).
  have [h|h] := ltnP j (size (mcols A)); last by rewrite !nth_default ?size_map //=; lia.
  rewrite (nth_map [::]) //; set u := nth [::] (mcols A) j.
  have [h'|h'] := ltnP i (size u); last by rewrite !nth_default ?size_map //=; lia.
  by rewrite (nth_map Z0).
by rewrite ofZM /ofQ mulf_div.
Qed.

Lemma sum_absP u : ofZ R (sum_abs u) = \sum_(i < size u) `|ofZ R (nth Z0 u i)|.
Proof.
elim: u => [|a u IH] /=; first by rewrite big_ord0.
by rewrite big_ord_recl ofZD IH ofZ_abs.
Qed.

Lemma max_col_le cols j : (j < size cols)%N -> Z.leb (sum_abs (nth [::] cols j)) (max_col cols).
Proof.
elim: cols j => [//|u cols IH] [|j] /=; first by move=> _; lia.
by rewrite ltnS => /IH; lia.
Qed.

Lemma max_col_ge0 cols : Z.leb Z0 (max_col cols).
Proof. by elim: cols => [//|u cols IH] /=; lia. Qed.

Lemma mat_norm1_ge0 A : 0 <= ofQ R (mat_norm1 A).
Proof.
rewrite /ofQ /= mulr_ge0 ?invr_ge0 ?(ltW (ofZ_pos _ _)) // -[X in X <= _](ofZ0 R) ofZ_le.
exact: max_col_ge0.
Qed.

Lemma norm1_mx m n A : size (mcols A) = n -> sizes m (mcols A) -> norm1 (mx R m n A) <= ofQ R (mat_norm1 A).
Proof.
move=> nA sA; apply: norm1_le => [|j]; first exact: mat_norm1_ge0.
have jn : (j < size (mcols A))%N by rewrite nA.
have su := sizesP sA jn.
rewrite (_ : \sum_i _ = ofZ R (sum_abs (nth [::] (mcols A) j)) / ofZ R (Zpos (mden A))); last first.
  rewrite sum_absP su mulr_suml; apply: eq_bigr => i _.
  by rewrite mxE normrM normfV (gtr0_norm (ofZ_pos _ _)).
by rewrite /ofQ /= ler_wpmul2r ?invr_ge0 ?(ltW (ofZ_pos _ _)) // ofZ_le max_col_le.
Qed.

Lemma mat_largest_ge0 A : 0 <= ofQ R (mat_largest A).
Proof.
rewrite /ofQ /= mulr_ge0 ?invr_ge0 ?(ltW (ofZ_pos _ _)) // -[X in X <= _](ofZ0 R) ofZ_le.
by have [] := @maxabs_le (mcols A) Z0 isT.
Qed.

Lemma ofQ_ge0 q : (0 <= ofQ R q) = Qle_bool zeroQ q.
Proof. by rewrite -(ofQ_le R) zeroQE. Qed.

Lemma cross_row_ge w i j cols c : Z.leb c (cross_row w i j cols c).
Proof.
elim: cols j c => [|u cols IH] j c /=; first by lia.
have := IH j.+1 (if eqn i j then c else Z.max c (Z.abs (dot w u))); case: (eqn i j); lia.
Qed.

Lemma cross_ge0 ws i cols c : Z.leb Z0 c -> Z.leb Z0 (cross_rows ws i cols c).
Proof.
elim: ws i c => [//|w ws IH] i c c0 /=; apply: IH.
by have := cross_row_ge w i 0 cols c; lia.
Qed.

End Meaning.
