(* Section 2, the comparison after Corollary 2.5: "our bound is tighter" than the older works' bounds
     4 |eps_0|^2 / prod_(i <= j) a_i   and   4 |eps_0|^2 / prod_(i <= j) 4^(1-i) a_i,   a_i = 1 - (2 lambda_i - 1) mu(D_i).
   The older works allow a tolerance: the noisy codes only fit y~ within |eps_0|. Corollary 2.4 asks them to fit y~ exactly.
   In the older model the factor 4 is needed, and Theorem 2.3 gives the same 4: there is no gain. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Coherence Theorem23 Dictionaries Inequality3 Sharpness.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Bounds.
Variable R : rcfType.
Variables (a : nat -> R) (j : nat).     (* a i is a_(i+1) of the print *)

Definition bound_2_4 (e : R) : R := e ^+ 2 / \prod_(i < j) a i.
Definition bound_2_5 (eps : nat -> R) : R :=
  (\sum_(i < j) eps i.+1 * \prod_(k < i) Num.sqrt (a k)) / \prod_(i < j) Num.sqrt (a i).
Definition older_bound (e : R) : R := 4%:R * e ^+ 2 / \prod_(i < j) a i.
Definition older_bound_layers (e : R) : R := 4%:R * e ^+ 2 / \prod_(i < j) (4%:R ^- i * a i).
End Bounds.

(* As printed: for the noise model of Corollary 2.4, its bound is a quarter of the older one. *)
Definition C2_4b_quarter (R : rcfType) : Prop := forall (a : nat -> R) j e, bound_2_4 a j e = older_bound a j e / 4%:R.

(* The noise model of the older works: the first layer has the tolerance |eps_0|, the other layers are exact. *)
Definition first_layer_tolerance (R : rcfType) (e : R) (j : nat) : R := if j == 1%N then e else 0.

(* There Theorem 2.3 gives the older bound, with its 4. *)
Definition C2_4b_same_model (R : rcfType) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) s J (eps0 : 'cV[R]_(d 0%N)) j, (0 < j <= J)%N -> assumption1 D s J ->
  T2_3_delta D s (first_layer_tolerance (l2 eps0)) eps0 j ^+ 2 = older_bound (margin D s) j (l2 eps0).

(* And no factor t below 4 is a bound there; t = 1 is the bound of Corollary 2.4. *)
Definition C2_4_with_tolerance (R : rcfType) (t : R) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) s J eps0 y x x' j,
  (forall i, (i < J)%N -> normalised (D i)) -> assumption1 D s J -> dsc D s J y x ->
  dsc_noisy D s J (first_layer_tolerance (l2 eps0)) (y + eps0) x' -> (0 < j <= J)%N ->
  l2 (x j - x' j) ^+ 2 <= t * bound_2_4 (margin D s) j (l2 eps0).

(* The second comparison, read literally: Corollary 2.5 has eps_0 = 0, so the older bound is 0, and ours is not below it. *)
Definition C2_4b_layers_printed (R : rcfType) : Prop :=
  forall (a eps : nat -> R) j, (forall i, 0 < a i <= 1) -> (forall i, 0 <= eps i) ->
  bound_2_5 a j eps ^+ 2 <= older_bound_layers a j 0.
(* Read with eps_0 as a common noise level of the layers: ours is tighter, at every depth. *)
Definition C2_4b_layers_meant (R : rcfType) : Prop :=
  forall (a eps : nat -> R) j e, (forall i, 0 < a i <= 1) -> (forall i, 0 <= eps i <= e) ->
  bound_2_5 a j eps ^+ 2 <= older_bound_layers a j e.

(* The older bounds as statements about errors. In the older works' model theirs holds. *)
Definition C2_4b_error (R : rcfType) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) s J eps0 y x x' j,
  (forall i, (i < J)%N -> normalised (D i)) -> assumption1 D s J -> dsc_noisy D s J (fun=> 0) y x ->
  dsc_noisy D s J (first_layer_tolerance (l2 eps0)) (y + eps0) x' -> (0 < j <= J)%N ->
  l2 (x j - x' j) ^+ 2 <= older_bound (margin D s) j (l2 eps0).

(* The second, in the case of Corollary 2.5: e is |eps_0|, which that case sets to 0. *)
Definition C2_4d_error (R : rcfType) (e : R) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) s J eps y x x' j,
  (forall i, (i < J)%N -> normalised (D i)) -> (forall i, (i < J)%N -> (0 < s i.+1)%N) -> assumption1 D s J ->
  dsc_noisy D s J (fun=> 0) y x -> dsc_noisy D s J eps y x' -> (0 < j <= J)%N ->
  l2 (x' j - x j) ^+ 2 <= older_bound_layers (margin D s) j e.
(* With e a common tolerance of all layers. *)
Definition C2_4d_error_meant (R : rcfType) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) s J eps e y x x' j, (forall i, 0 <= eps i <= e) ->
  (forall i, (i < J)%N -> normalised (D i)) -> (forall i, (i < J)%N -> (0 < s i.+1)%N) -> assumption1 D s J ->
  dsc_noisy D s J (fun=> 0) y x -> dsc_noisy D s J eps y x' -> (0 < j <= J)%N ->
  l2 (x' j - x j) ^+ 2 <= older_bound_layers (margin D s) j e.

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

Theorem C2_4b_quarter_true : C2_4b_quarter R.
Proof. by move=> a j e; rewrite /older_bound mulrAC [4%:R * _]mulrC mulfK ?pnatr_eq0. Qed.

Theorem C2_4b_same_model_true : C2_4b_same_model R.
Proof.
move=> d D s J eps0 j /andP[j0 jJ] as1; elim: j j0 jJ => // -[|j] IH _ jJ.
  have p : 0 < margin D s 0 := bound_pos (coherence_ge0 (D 0%N)) (as1 0%N jJ).
  rewrite /= /older_bound big_ord_recl big_ord0 mulr1 expr_div_n sqr_sqrtr ?(ltW p) //.
  by rewrite /first_layer_tolerance /=; congr (_ / _); ring.
have p : 0 < margin D s j.+1 := bound_pos (coherence_ge0 (D j.+1)) (as1 j.+1 jJ).
rewrite -[T2_3_delta _ _ _ _ j.+2]/((first_layer_tolerance (l2 eps0) j.+2 +
  T2_3_delta D s (first_layer_tolerance (l2 eps0)) eps0 j.+1) / Num.sqrt (margin D s j.+1)).
rewrite {1}/first_layer_tolerance /= add0r expr_div_n sqr_sqrtr ?(ltW p) // IH ?(ltnW jJ) //.
by rewrite /older_bound [in RHS]big_ord_recr /= invfM !mulrA.
Qed.

Theorem C2_4_with_tolerance_false (t : R) : t < 4%:R -> ~ C2_4_with_tolerance t.
Proof.
move=> t4 H.
pose x : 'cV[R]_5 := int_mx 5 1 1%:R [:: [:: 1]; [:: 1]; [:: 0]; [:: 0]; [:: 0]].
pose x' : 'cV[R]_5 := int_mx 5 1 1%:R [:: [:: 0]; [:: 0]; [:: -1]; [:: -1]; [:: 0]].
pose e0 : 'cV[R]_4 := int_mx 4 1 7%:R [:: [:: -1]; [:: -1]; [:: -1]; [:: -1]].
have s1 : (l0 x <= 2)%N by rewrite int_l0E ?pnatr_eq0.
have s2 : (l0 x' <= 2)%N by rewrite int_l0E ?pnatr_eq0.
have e0l : l2 e0 = 2%:R / 7%:R.
  apply: l2_nat; rewrite ?divr_ge0 ?ler0n // int_sq2E (_ : dot _ _ _ = 4) //.
  by rewrite expr_div_n -!natrX -natrM.
have fit : D45 R *m x + e0 - D45 R *m x' = int_mx 4 1 7%:R [:: [:: 1]; [:: 1]; [:: 1]; [:: 1]].
  have -> : D45 R *m x + e0 - D45 R *m x' = (D45 R *m x - D45 R *m x') - int_mx 4 1 7%:R [:: [:: 1]; [:: 1]; [:: 1]; [:: 1]].
    rewrite addrAC; congr (_ + _); apply/matrixP => i j; rewrite !mxE ord1 -mulNr -rmorphN; congr (_%:~R / _).
    by case: i => [[|[|[|[|//]]]] ?].
  have -> : D45 R *m x - D45 R *m x' = int_mx 4 1 7%:R [:: [:: 2]; [:: 2]; [:: 2]; [:: 2]].
    by rewrite /x /x' /D45 !int_mul // int_sub -natrM; apply: int_eq; vm_compute.
  by rewrite int_sub; apply: int_eq; vm_compute.
have fit2 : l2 (D45 R *m x + e0 - D45 R *m x') = 2%:R / 7%:R.
  rewrite fit; apply: l2_nat; rewrite ?divr_ge0 ?ler0n // int_sq2E (_ : dot _ _ _ = 4) //.
  by rewrite expr_div_n -!natrX -natrM.
have noisy : dsc_noisy (layer (D45 R)) (fun=> 2%N) 1 (first_layer_tolerance (l2 e0)) (D45 R *m x + e0)
    (codes (D45 R *m x + e0) x').
  by split=> // -[|//] _; split=> //=; rewrite fit2 e0l.
have h1 : forall j, (j < 1)%N -> normalised (layer (D45 R) j) by case=> // _; apply: D45_normalised.
have h2 : assumption1 (layer (D45 R)) (fun=> 2%N) 1 by case=> // _; apply: D45_assumption.
have := H _ (layer (D45 R)) (fun=> 2%N) 1%N e0 _ _ _ 1%N h1 h2 (dsc_one (D45 R) s1) noisy isT.
rewrite /bound_2_4 big_ord_recl big_ord0 mulr1 /margin /= D45_coherence e0l.
have -> : l2 (x - x') = 2%:R.
  by apply: l2_nat; rewrite ?ler0n // int_sub int_sq2E (_ : dot _ _ _ = 4) // mulr1 divr1 -natrX.
have n7 : 7%:R != 0 :> R by rewrite pnatr_eq0.
have n49 : 49%:R != 0 :> R by rewrite pnatr_eq0.
have -> : 1 - ((2 * 2)%:R - 1) * (15%:R / 49%:R) = (2%:R / 7%:R) ^+ 2 :> R by field.
rewrite divff ?mulr1; last by rewrite expf_neq0 // mulf_neq0 ?invr_eq0 ?pnatr_eq0.
by apply/negP; rewrite -ltNge -natrX.
Qed.

Theorem C2_4b_layers_printed_false : ~ C2_4b_layers_printed R.
Proof.
move=> /(_ (fun=> 1) (fun=> 1) 1%N); rewrite ltr01 lexx ler01 => /(_ (fun=> isT) (fun=> isT)).
rewrite /bound_2_5 /older_bound_layers expr0n mulr0 mul0r !big_ord_recl !big_ord0 /= sqrtr1 !mulr1 addr0 divr1 expr1n.
by rewrite leNgt ltr01.
Qed.

Theorem C2_4b_layers_meant_true : C2_4b_layers_meant R.
Proof.
move=> a eps j e ha heps.
have a0 i : 0 < a i by have /andP[] := ha i.
have a1 i : a i <= 1 by have /andP[] := ha i.
have e0 : 0 <= e by have /andP[h] := heps 0%N; apply: le_trans.
have sq1 i : 0 <= Num.sqrt (a i) <= 1 by rewrite sqrtr_ge0 -[X in _ <= X]sqrtr1 ler_sqrt ?ltr01 ?a1.
have prod1 i : 0 <= \prod_(k < i) Num.sqrt (a k) <= 1.
  elim: i => [|i /andP[p0 p1]]; first by rewrite big_ord0 ler01 lexx.
  have /andP[q0 q1] := sq1 i; rewrite big_ord_recr /= mulr_ge0 //=.
  exact: mulr_ile1.
have num : 0 <= \sum_(i < j) eps i.+1 * \prod_(k < i) Num.sqrt (a k) <= j%:R * e.
  have t i : 0 <= eps i.+1 * \prod_(k < i) Num.sqrt (a k) <= e.
    have /andP[p0 p1] := prod1 i; have /andP[q0 q1] := heps i.+1; rewrite mulr_ge0 //=.
    by rewrite -[e]mulr1 ler_pmul.
  rewrite sumr_ge0 => [|i _]; last by have /andP[] := t i.
  apply: (@le_trans _ _ (\sum_(i < j) e)); first by apply: ler_sum => i _; have /andP[] := t i.
  by rewrite sumr_const card_ord -[e *+ j]mulr_natl.
have P0 : 0 < \prod_(i < j) a i by apply: prodr_gt0.
have sqP : (\prod_(i < j) Num.sqrt (a i)) ^+ 2 = \prod_(i < j) a i.
  by rewrite -prodrXl; apply: eq_bigr => i _; rewrite sqr_sqrtr ?ltW.
have four i : 0 < 4%:R ^- i :> R by rewrite invr_gt0 exprn_gt0 ?ltr0n.
have four1 i : 4%:R ^- i <= 1 :> R by rewrite invf_le1 ?exprn_gt0 ?ltr0n // exprn_ege1 // ler1n.
rewrite /bound_2_5 /older_bound_layers expr_div_n sqP big_split /= invfM mulrA.
rewrite ler_pmul2r ?invr_gt0 //.
apply: (@le_trans _ _ ((j%:R * e) ^+ 2)).
  by have /andP[h0 h1] := num; rewrite ler_expn2r // nnegrE // mulr_ge0.
rewrite exprMn ler_pdivl_mulr ?prodr_gt0 // mulrAC ler_wpmul2r ?sqr_ge0 //.
case: j {num P0 sqP} => [|j]; first by rewrite expr0n mul0r ler0n.
apply: (@le_trans _ _ (j.+1%:R ^+ 2 * 4%:R ^- j)).
  rewrite ler_wpmul2l ?sqr_ge0 // big_ord_recr /= ler_pimull ?(ltW (four _)) //.
  elim: j => [|j IH]; first by rewrite big_ord0.
  rewrite big_ord_recr /=; apply: mulr_ile1 => //; last by rewrite ltW.
  by apply: prodr_ge0 => i _; rewrite ltW.
rewrite ler_pdivr_mulr ?exprn_gt0 ?ltr0n // -exprS -natrX -natrX ler_nat.
by rewrite -[4%N]/(2 ^ 2)%N -expnM mulnC expnM leq_exp2r // ltnW // ltn_expl.
Qed.

Theorem C2_4b_error_true : C2_4b_error R.
Proof.
move=> d D s J eps0 y x x' j nD a1 hx hx' jJ; have /andP[_ le] := jJ.
by rewrite -(C2_4b_same_model_true eps0 jJ a1); apply: T2_3 nD a1 hx hx' j le.
Qed.

Theorem C2_4d_error_false : ~ C2_4d_error (0 : R).
Proof.
pose x (a : R) : 'cV[R]_1 := const_mx a.
have s1 a : (l0 (x a) <= 1)%N by apply: leq_trans (max_card _) _; rewrite card_ord.
have n1 : normalised (1%:M : 'M[R]_1) by move=> i; rewrite trmx1 mulmx1 mxE eqxx.
have a1 : assumption1 (layer (1%:M : 'M[R]_1)) (fun=> 1%N) 1.
  move=> [|//] _; left; apply: le_anti; rewrite mutual_coherence_ge0 andbT.
  by apply: max_le => // i _; apply: max_le => // k; rewrite [i]ord1 [k]ord1.
have hn : forall i, (i < 1)%N -> normalised (layer (1%:M : 'M[R]_1) i) by case.
have h0 := noisy_one (s1 0) (mul1mx (x 0)).
have h1 : dsc_noisy (layer (1%:M : 'M[R]_1)) (fun=> 1%N) 1 (fun=> 1) (x 0) (codes (x 0) (x 1)).
  split=> // -[|//] _; split=> //=; rewrite mul1mx /l2 /sq2 big_ord1 !mxE sub0r sqrrN expr1n sqrtr1 //.
move=> /(_ _ (layer 1%:M) (fun=> 1%N) 1%N (fun=> 1) (x 0) (codes (x 0) (x 0)) (codes (x 0) (x 1)) 1%N hn (fun _ _ => isT) a1 h0 h1 isT).
rewrite /= /older_bound_layers expr0n mulr0 mul0r /l2 /sq2 big_ord1 !mxE subr0 expr1n sqrtr1 expr1n.
by rewrite leNgt ltr01.
Qed.

Theorem C2_4d_error_meant_true : C2_4d_error_meant R.
Proof.
move=> d D s J eps e y x x' j heps nD sp a1 hx hx' /andP[j0 jJ].
pose a i := if (i < J)%N then margin D s i else 1.
have aE i : (i < j)%N -> a i = margin D s i by move=> ij; rewrite /a (leq_trans ij jJ).
have ha i : 0 < a i <= 1.
  rewrite /a; case: ifP => iJ; last by rewrite ltr01 lexx.
  have mu0 := mutual_coherence_ge0 (D i); have := bound_rate mu0 (sp i iJ) (a1 i iJ).
  rewrite /margin subr_gt0 => -> /=; rewrite ler_subl_addr ler_addl mulr_ge0 // subr_ge0 ler1n mul2n double_gt0 sp //.
have := C2_4b_layers_meant_true j ha heps; have := C2_5 nD a1 hx hx' jJ.
have E1 : older_bound_layers a j e = older_bound_layers (margin D s) j e.
  by rewrite /older_bound_layers; congr (_ / _); apply: eq_bigr => i _; rewrite aE.
have E2 : bound_2_5 a j eps = bound_2_5 (margin D s) j eps.
  rewrite /bound_2_5; congr (_ / _); last by apply: eq_bigr => i _; rewrite aE.
  apply: eq_bigr => i _; congr (_ * _); apply: eq_bigr => k _; rewrite aE //; exact: ltn_trans (ltn_ord k) (ltn_ord i).
rewrite E1 E2 => h h'; apply: le_trans h'; rewrite ler_expn2r ?nnegrE ?l2_ge0 //.
exact: le_trans (l2_ge0 _) h.
Qed.

End Proofs.
