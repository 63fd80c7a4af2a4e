(* Section 2, the displays after system (2): stability through the stacked matrix D^[S_J] of all layers,
     |x_J,S - x~_J,S| <= eps (1 - (2 lambda_J - 1) mu(D^[S_J]))^(-1/2), and for layer j the same times |(D_[j,J])_{S_j,S_J}|.
   Both are vacuous: the code is itself a null vector of D^[S_J], and that forces (lambda_J - 1) mu >= 1.
   With the signal's rows and the least column norm they hold, and lambda_J - 1 replaces 2 lambda_J - 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Dictionaries Inequality3 Products KnownSupport.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* (D_[j,J])_{S_j,S_J} *)
Definition block (R : rcfType) d (D : forall j, 'M[R]_(d j, d j.+1)) J (S : forall j, {set 'I_(d j)}) j : 'M[R]_(#|S j|, #|S J|) :=
  \matrix_(i, c) to_layer D J j (enum_val i) (enum_val c).

(* The hypotheses of both displays: a solution of DSC, mu(D^[S_J]) defined, a positive number under the root *)
Definition stacked_hypotheses (R : rcfType) d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x : Prop :=
  let M := D_SJ D J (supports x) in
  [/\ (0 < J)%N, dsc D s J y x, forall c, col c M != 0 & 0 < 1 - ((2 * s J)%:R - 1) * mutual_coherence M].

Definition E2b_printed (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x (z : 'cV[R]_#|supports x J|) eps,
  stacked_hypotheses D s J y x ->
  let M := D_SJ D J (supports x) in let u := restrict (supports x J) (x J) in
  l2 (M *m u - M *m z) <= eps ->
  l2 (u - z) <= eps / Num.sqrt (1 - ((2 * s J)%:R - 1) * mutual_coherence M).

(* It says nothing: no signal with a nonzero deepest code meets the hypotheses. *)
Definition E2b_vacuous (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x,
  stacked_hypotheses D s J y x -> x J = 0.
(* The number under the root, and even with lambda_J - 1, is at most 0. *)
Definition E2b_coherence (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x, (0 < J)%N -> dsc D s J y x -> x J <> 0 ->
  (forall c, col c (D_SJ D J (supports x)) != 0) ->
  1 <= ((s J)%:R - 1) * mutual_coherence (D_SJ D J (supports x)).

(* Repaired, with the signal's rows and c at most each column norm of the stack; z is any guess on the support. *)
Definition E2b_repaired (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x (z : 'cV[R]_#|supports x J|) (c eps : R),
  (0 < J)%N -> dsc D s J y x ->
  let M := D_SJ_signal D J (supports x) in let u := restrict (supports x J) (x J) in
  let a := 1 - ((s J)%:R - 1) * mutual_coherence M in
  0 < c -> (forall i, c <= colnorm M i) -> 0 < a -> l2 (M *m u - M *m z) <= eps ->
  l2 (u - z) <= eps / (c * Num.sqrt a).

(* The bound for layer j; N bounds the operator norm of (D_[j,J])_{S_j,S_J}. *)
Definition layer_bound_repaired (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x (z : 'cV[R]_#|supports x J|) j (c eps N : R),
  (0 < j <= J)%N -> dsc D s J y x ->
  let M := D_SJ_signal D J (supports x) in let u := restrict (supports x J) (x J) in
  let A := block D J (supports x) j in
  let a := 1 - ((s J)%:R - 1) * mutual_coherence M in
  0 < c -> (forall i, c <= colnorm M i) -> 0 < a -> l2 (M *m u - M *m z) <= eps ->
  0 <= N -> (forall v, l2 (A *m v) <= N * l2 v) ->
  l2 (restrict (supports x j) (x j) - A *m z) <= eps * N / (c * Num.sqrt a).

(* The repaired bound says something: a code with two nonzeros on two layers meets its conditions, with c = 1/2. *)
Definition E2b_repaired_applies (R : rcfType) : Prop :=
  exists d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x (c : R),
  [/\ (0 < J)%N, dsc D s J y x, l0 (x J) = 2%N & s J = 2%N] /\
  let M := D_SJ_signal D J (supports x) in
  [/\ 0 < c, forall i, c <= colnorm M i & 0 < 1 - ((s J)%:R - 1) * mutual_coherence M].

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

(* a null vector without a zero entry: mu is at least 1/(n - 1) *)
Lemma null_coherence m n (M : 'M[R]_(m, n)) (z : 'cV[R]_n) (p : nat) :
  (forall c, col c M != 0) -> (n <= p)%N -> z != 0 -> M *m z = 0 -> 1 <= (p%:R - 1) * mutual_coherence M.
Proof.
move=> nz np zn Mz; rewrite leNgt; apply: contra zn => lt; apply/eqP/(scale_inj nz).
have -> : scale M 0 = 0 by apply/matrixP => i j; rewrite !mxE mulr0.
apply: (@sparse_kernel _ _ _ (normed M) (normed M) (mutual_coherence M) p).
- exact: normed_coh.
- exact: coherence_ge0.
- by move: lt; rewrite mulrBl mul1r ltr_subl_addr.
- by apply: leq_trans np; rewrite -[X in (_ <= X)%N](card_ord n) max_card.
- by rewrite normed_mul.
Qed.

Theorem E2b_coherence_true : E2b_coherence R.
Proof.
move=> d D s [//|J] y x _ hx x0 nz; have [_ /(_ J (ltnSn J)) [_ l]] := hx.
apply: (null_coherence nz (z := restrict (supports x J.+1) (x J.+1))) => //; last exact: E2_null_space_true hx.
apply/eqP => e; apply: x0; rewrite -(@extend_restrict _ _ (supports x J.+1) (x J.+1)) // e.
by apply/matrixP => i j; rewrite !mxE; case: pickP => // c _; rewrite /= mxE.
Qed.

Theorem E2b_vacuous_true : E2b_vacuous R.
Proof.
move=> d D s J y x; rewrite /stacked_hypotheses /= => -[J0 hx nz pos].
apply/eqP/negPn/negP => /eqP x0; have := E2b_coherence_true J0 hx x0 nz; apply/negP; rewrite -ltNge.
apply: le_lt_trans (_ : ((2 * s J)%:R - 1) * mutual_coherence (D_SJ D J (supports x)) < 1); last by rewrite -subr_gt0.
by rewrite ler_wpmul2r ?coherence_ge0 // ler_add2r ler_nat leq_pmull.
Qed.

Theorem E2b_printed_true : E2b_printed R.
Proof.
move=> d D s J y x z eps h; have e := E2b_vacuous_true h; have [_ _ _ pos] := h => /= le.
have c0 : #|supports x J| = 0%N.
  by rewrite /supports e; apply: eq_card0 => i; rewrite !inE mxE eqxx.
rewrite (_ : l2 _ = 0) ?divr_ge0 ?sqrtr_ge0 ?(le_trans (l2_ge0 _) le) //.
rewrite /l2 /sq2 big1 ?sqrtr0 // => i; by have := ltn_ord i; rewrite {2}c0.
Qed.

Theorem E2b_repaired_true : E2b_repaired R.
Proof.
move=> d D s [//|J] y x z c eps _ hx M u a c0 hc a0 le.
apply: stable_columns => //; last by rewrite mulmxBr.
have [_ /(_ J (ltnSn J)) [_ l]] := hx; apply: leq_trans l.
by rewrite -[X in (_ <= X)%N]card_ord max_card.
Qed.

Theorem layer_bound_repaired_true : layer_bound_repaired R.
Proof.
move=> d D s J y x z j c eps N /andP[j0 jJ] hx M u A a c0 hc a0 le N0 hN.
have J0 : (0 < J)%N := leq_trans j0 jJ.
have -> : restrict (supports x j) (x j) = A *m u.
  apply/matrixP => i q; rewrite ord1 [LHS]mxE (@to_layer_code _ _ D J x _ j jJ); last first.
    by case: hx => _ h i' iJ; have [] := h i' iJ.
  rewrite -{1}(@extend_restrict _ _ (supports x J) (x J)) // mul_on [RHS]mxE.
  by apply: eq_bigr => k _; congr (_ * _); rewrite /A mxE.
rewrite -mulmxBr; apply: le_trans (hN _) _; rewrite [eps * N]mulrC -mulrA ler_wpmul2l //.
exact: E2b_repaired_true J0 hx c0 hc a0 le.
Qed.

End Proofs.

Section Instance.
Variable R : rcfType.
Let M : 'M[R]_(_, _) := D_SJ_signal (two R) 2 (supports (@two_code R)).
Let A := [:: [:: 27; 61; -21; -3; 35]; [:: 43; -51; -21; -3; 35]; [:: -21; -3; 27; 61; 35]; [:: -21; -3; 43; -51; 35]] : seq (seq int).

Lemma to_two : to_layer (two R) 2 0 = int_mx 4 5 70%:R A.
Proof.
rewrite to_layer_step // to_layer_step // to_layer_last mulmx1 /= /D45 int_mul // -natrM.
by apply: int_eq; vm_compute.
Qed.

Lemma two_gram a b : (M^T *m M) a b = (gram_of 4 A (enum_val a) (enum_val b))%:~R / (70%:R * 70%:R).
Proof.
rewrite /M /D_SJ_signal tr_col_mx mul_row_col (null_zero (@two_null R)) mulmx0 addr0 -int_gramE -to_two.
by rewrite !mxE; apply: eq_bigr => i _; rewrite !mxE.
Qed.

(* the columns of the support are the first two: squares of norms 3460/4900 and 6340/4900, product -420/4900 *)
Lemma two_places (a : 'I_#|supports (@two_code R) 2|) : (enum_val a < 2)%N.
Proof.
have := enum_valP a; rewrite !inE mxE divr1 intr_eq0.
by case: (enum_val a) => [[|[|[|[|[|//]]]]] ?].
Qed.

Lemma two_products (a b : 'I_#|supports (@two_code R) 2|) : gram_of 4 A (enum_val a) (enum_val b) =
  if a != b then - 420%:Z else if (enum_val a : nat) == 0%N then 3460%:Z else 6340%:Z.
Proof.
case: eqP => [<-|/eqP ab] /=.
  by have := two_places a; case: (enum_val a) => [[|[|k]] ?] //= _; vm_compute.
have : enum_val a != enum_val b by rewrite (inj_eq enum_val_inj).
have := two_places b; have := two_places a.
by case: (enum_val a) (enum_val b) => [[|[|k]] ?] [[|[|l]] ?] //= _ _ _; vm_compute.
Qed.

Lemma two_norms a : 2%:R^-1 <= colnorm M a.
Proof.
have h : 0 <= 2%:R^-1 :> R by rewrite invr_ge0 ler0n.
rewrite -[X in X <= _](ger0_norm h) -sqrtr_sqr ler_wsqrtr // two_gram two_products eqxx /=.
have p : 4900%N = (70 * 70)%N by vm_compute.
rewrite -natrM -p exprVn -natrX ler_pdivl_mulr ?ltr0n // mulrC ler_pdivr_mulr ?ltr0n //.
by case: eqP => _; rewrite -pmulrn -natrM ler_nat; vm_compute.
Qed.

Lemma two_coherence : mutual_coherence M < 1.
Proof.
apply: big_max_lt => [|a _]; first exact: ltr01.
apply: big_max_lt => [|b ab]; first exact: ltr01.
have pos c : 0 < colnorm M c by apply: lt_le_trans (two_norms c); rewrite invr_gt0 ltr0n.
rewrite ltr_pdivr_mulr ?mulr_gt0 // mul1r.
apply: (@lt_le_trans _ _ (2%:R^-1 * 2%:R^-1)); last first.
  by apply: ler_pmul; rewrite ?invr_ge0 ?ler0n ?two_norms.
rewrite two_gram two_products ab /= normrM normfV -natrM normr_nat -intr_norm (_ : `|_| = 420%:Z) // -invfM -natrM -pmulrn.
by rewrite ltr_pdivr_mulr ?ltr0n // mulrC ltr_pdivl_mulr ?ltr0n // -natrM ltr_nat; vm_compute.
Qed.

Theorem E2b_repaired_applies_true : E2b_repaired_applies R.
Proof.
have [J0 _ _ hx ex] := two_exact R.
exists two_sizes, (two R), (fun=> 2%N), 2%N, (two_code R 0), (@two_code R), 2%:R^-1; split.
  by split=> //; apply: ex.
split; [by rewrite invr_gt0 ltr0n|exact: two_norms|].
by rewrite -[2%:R]/(1 + 1) addrK mul1r subr_gt0 two_coherence.
Qed.
End Instance.
