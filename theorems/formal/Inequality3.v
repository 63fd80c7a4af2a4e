(* Inequality (3), the step under every stability result: |D x|^2 >= (1 - (s - 1) mu) |x|^2 for s-sparse x. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Dictionaries.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* (3), for the columns of norm 1 that Theorem 2.3 assumes *)
Definition inequality3 (R : rcfType) : Prop := forall m n (D : 'M[R]_(m, n)) s (x : 'cV[R]_n),
  normalised D -> (l0 x <= s)%N ->
  (1 - (s%:R - 1) * mutual_coherence D) * sq2 x <= sq2 (D *m x).

(* (3) for any nonzero columns, as Definition 2.1 would allow: false *)
Definition inequality3_any_columns (R : rcfType) : Prop := forall m n (D : 'M[R]_(m, n)) s (x : 'cV[R]_n),
  (forall i, col i D != 0) -> (l0 x <= s)%N ->
  (1 - (s%:R - 1) * mutual_coherence D) * sq2 x <= sq2 (D *m x).

(* (3) with a smaller multiple t of (s - 1) mu: false for every t < 1, so (3) is sharp *)
Definition inequality3_tightened (R : rcfType) (t : R) : Prop := forall m n (D : 'M[R]_(m, n)) s (x : 'cV[R]_n),
  normalised D -> (l0 x <= s)%N ->
  (1 - t * (s%:R - 1) * mutual_coherence D) * sq2 x <= sq2 (D *m x).

(* What holds for any columns: the least column norm c comes in. *)
Definition inequality3_repaired (R : rcfType) : Prop := forall m n (D : 'M[R]_(m, n)) s (x : 'cV[R]_n) (c : R),
  0 < c -> (forall i, c <= colnorm D i) -> (l0 x <= s)%N -> (s%:R - 1) * mutual_coherence D <= 1 ->
  c ^+ 2 * (1 - (s%:R - 1) * mutual_coherence D) * sq2 x <= sq2 (D *m x).

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

Theorem inequality3_true : inequality3 R.
Proof. by move=> m n D s x nd xs; apply: gram_lower (normalised_analysis nd) (coherence_ge0 D) xs. Qed.

Lemma colnorm_nonzero m n (D : 'M[R]_(m, n)) (c : R) :
  0 < c -> (forall i, c <= colnorm D i) -> forall i, col i D != 0.
Proof.
move=> c0 h i; apply/eqP => e; have := lt_le_trans c0 (h i).
rewrite /colnorm mxE big1 ?sqrtr0 ?ltxx // => k _.
by have := congr1 (fun u : 'cV[R]_m => u k 0) e; rewrite mxE [in RHS]mxE => ->; rewrite mulr0.
Qed.

Theorem inequality3_repaired_true : inequality3_repaired R.
Proof.
move=> m n D s x c c0 h xs sm; have nz := colnorm_nonzero c0 h.
have := @gram_lower _ _ _ (normed D) (mutual_coherence D) s (scale D x) (normed_coh nz) (coherence_ge0 D).
rewrite scale_l0 // => /(_ xs); rewrite normed_mul //; apply: le_trans.
rewrite [c ^+ 2 * _]mulrC -mulrA ler_wpmul2l ?subr_ge0 // /sq2 mulr_sumr; apply: ler_sum => i _.
rewrite mxE exprMn ler_wpmul2r ?sqr_ge0 // ler_expn2r ?nnegrE ?sqrtr_ge0 ?(ltW c0) //.
Qed.
(* one layer's stability from it *)
Lemma stable_columns m n (D : 'M[R]_(m, n)) (c e : R) (p : nat) (z : 'cV[R]_n) :
  0 < c -> (forall i, c <= colnorm D i) -> (l0 z <= p)%N -> 0 < 1 - (p%:R - 1) * mutual_coherence D ->
  l2 (D *m z) <= e -> l2 z <= e / (c * Num.sqrt (1 - (p%:R - 1) * mutual_coherence D)).
Proof.
move=> c0 h zp pos le; have q0 : 0 < Num.sqrt (1 - (p%:R - 1) * mutual_coherence D) by rewrite sqrtr_gt0.
rewrite ler_pdivl_mulr ?mulr_gt0 //; apply: le_trans le.
rewrite -(@ler_pexpn2r _ 2) ?nnegrE ?mulr_ge0 ?l2_ge0 ?(ltW c0) ?(ltW q0) //.
rewrite !exprMn !l2K sqr_sqrtr ?(ltW pos) // mulrC.
by apply: inequality3_repaired_true => //; rewrite -subr_ge0 ltW.
Qed.

(* columns (13,-3,-3,-3)/14, its three shifts, and (1,1,1,1)/2: mu = 15/49 *)
Definition D45 : 'M[R]_(4, 5) := int_mx 4 5 14%:R
  [:: [:: 13; -3; -3; -3; 7]; [:: -3; 13; -3; -3; 7]; [:: -3; -3; 13; -3; 7]; [:: -3; -3; -3; 13; 7]].

Lemma D45_normalised : normalised D45.
Proof. by apply: int_normalised => //; vm_compute. Qed.

Lemma D45_coherence : mutual_coherence D45 = 15%:R / 49%:R.
Proof. by apply: (@int_coherence _ _ _ _ _ _ _ 0%N 1%N) => //; vm_compute. Qed.

Definition ones4 : 'cV[R]_5 := int_mx 5 1 1 [:: [:: 1]; [:: 1]; [:: 1]; [:: 1]; [:: 0]].

Lemma ones4_sq2 : sq2 ones4 = 4%:R.
Proof. by rewrite int_sq2E (_ : dot _ _ _ = 4) // mulr1 divr1. Qed.

Lemma ones4_l0 : (l0 ones4 <= 4)%N.
Proof. by rewrite int_l0E ?oner_eq0. Qed.

Lemma D45_ones4 : D45 *m ones4 = int_mx 4 1 7%:R [:: [:: 2]; [:: 2]; [:: 2]; [:: 2]].
Proof. by rewrite int_mul // mulr1; apply: int_eq; vm_compute. Qed.

Lemma D45_ones4_sq2 : sq2 (D45 *m ones4) = 16%:R / 49%:R.
Proof. by rewrite D45_ones4 int_sq2E (_ : dot _ _ _ = 16) // -natrM. Qed.

Theorem inequality3_tightened_false (t : R) : t < 1 -> ~ inequality3_tightened t.
Proof.
move=> t1 /(_ _ _ D45 4%N ones4 D45_normalised ones4_l0).
rewrite D45_coherence ones4_sq2 D45_ones4_sq2; apply/negP; rewrite -ltNge.
rewrite ltr_pdivr_mulr ?ltr0n // -subr_gt0.
have n49 : 49%:R != 0 :> R by rewrite pnatr_eq0.
have -> : (1 - t * (4%:R - 1) * (15%:R / 49%:R)) * 4%:R * 49%:R - 16%:R = 180%:R * (1 - t).
  by move: n49 => n49; field.
by rewrite mulr_gt0 ?ltr0n // subr_gt0.
Qed.

(* all columns of the same dictionary doubled or halved: mu stays, |D x| does not *)
Theorem inequality3_any_columns_false : ~ inequality3_any_columns R.
Proof.
pose D : 'M[R]_2 := int_mx 2 2 2%:R [:: [:: 1; 0]; [:: 0; 1]].
have gram i j : (D^T *m D) i j = (if i == j then 1 else 0) / (2%:R * 2%:R).
  by rewrite int_gramE; case: i j => [[|[|//]] ?] [[|[|//]] ?].
have nz i : col i D != 0.
  apply/eqP => /matrixP/(_ i 0); rewrite !mxE; case: i => [[|[|//]] ?] /eqP;
  by rewrite div1r invr_eq0 pnatr_eq0.
have mu : mutual_coherence D = 0.
  by apply: coherence_orthogonal => i j ij; rewrite gram (negbTE ij) mul0r.
pose x : 'cV[R]_2 := int_mx 2 1 1%:R [:: [:: 1]; [:: 0]].
have x1 : (l0 x <= 1)%N by rewrite int_l0E ?pnatr_eq0.
have e1 : sq2 x = 1 by rewrite int_sq2E (_ : dot _ _ _ = 1) // mulr1 divr1.
have e2 : sq2 (D *m x) = 4%:R^-1.
  by rewrite /D /x int_mul // int_sq2E (_ : dot _ _ _ = 1) // mulr1 -natrM div1r.
move=> /(_ _ _ D 1%N x nz x1); rewrite mu mulr0 subr0 mul1r e1 e2; apply/negP; rewrite -ltNge.
by rewrite invf_lt1 ?ltr1n ?ltr0n.
Qed.

End Proofs.
