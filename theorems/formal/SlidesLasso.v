(* The slides' theorems on the lasso, min |y - D u|_2^2 / 2 + lam |u|_1.

   Refuted: that it finds the code itself (Theorem 2 of the slides, S2), for any dictionary, any lam > 0 and any code but 0; and that any
   lam = O(|noise|) keeps the support (Theorem 11, S11).
   Repaired (S2, and one layer of Theorem "Success of layered ISTA", S7b): unit columns, at most s nonzeros with (2 s - 1) mu < 1, noise with
   |d_j . e| <= eps, sigma = 1 - (s - 1) mu, lam_0 = eps (1 + mu) / (1 - (2 s - 1) mu). If lam >= lam_0, a code that has least lasso among
   those on the support has it among all, and each entry is within (eps + lam) / sigma of the true one, which at lam_0 is
   2 eps / (1 - (2 s - 1) mu). If lam > lam_0 it is the only minimiser. The first is S2 at eps = 0.
   A least code on the support exists over the real numbers, by compactness; over other fields it is asked for. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Coherence Penalty Lista Thresholds Stability Loss.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : realFieldType.

Definition lasso m n (D : 'M[R]_(m, n)) (lam : R) (y : 'cV[R]_m) (u : 'cV[R]_n) : R := sq2 (y - D *m u) / 2%:R + lam * l1 u.

(* no code but 0 is what the lasso of its own signal finds *)
Definition S2_fails : Prop := forall m n (D : 'M[R]_(m, n)) lam x, 0 < lam -> x != 0 -> ~ minimises (lasso D lam (D *m x)) x.

(* least among the codes with support in S *)
Definition least_on n (S : {set 'I_n}) (f : 'cV[R]_n -> R) (x : 'cV[R]_n) : Prop :=
  supp x \subset S /\ forall u, supp u \subset S -> f x <= f u.

Definition lasso_repaired : Prop :=
  forall m n (D : 'M[R]_(m, n)) (mu eps lam : R) (s : nat) (x x' : 'cV[R]_n) (e : 'cV[R]_m),
  coh D D mu -> 0 <= mu -> (l0 x <= s)%N -> (0 < s)%N -> ((2 * s)%:R - 1) * mu < 1 ->
  (forall j, `|(D^T *m e) j 0| <= eps) -> 0 < lam -> eps * (1 + mu) / (1 - ((2 * s)%:R - 1) * mu) <= lam ->
  least_on (supp x) (lasso D lam (D *m x + e)) x' ->
  [/\ minimises (lasso D lam (D *m x + e)) x',
      forall i, `|x' i 0 - x i 0| <= (eps + lam) / (1 - (s%:R - 1) * mu) &
      eps * (1 + mu) / (1 - ((2 * s)%:R - 1) * mu) < lam -> forall u, minimises (lasso D lam (D *m x + e)) u -> u = x'].

(* at the least lam *)
Definition lasso_least_penalty : Prop := forall (s : nat) (mu eps : R), 0 <= mu -> (0 < s)%N -> ((2 * s)%:R - 1) * mu < 1 ->
  (eps + eps * (1 + mu) / (1 - ((2 * s)%:R - 1) * mu)) / (1 - (s%:R - 1) * mu) = 2%:R * eps / (1 - ((2 * s)%:R - 1) * mu).
End Statements.

(* Theorem 11: lam = O(|e|) keeps the support; the constant is c *)
Definition S11_containment (R : rcfType) (c : R) : Prop :=
  forall m n (D : 'M[R]_(m, n)) s lam x x' (e : 'cV[R]_m), normalised D -> coherence_bound s (mutual_coherence D) -> (l0 x <= s)%N ->
  0 < lam -> lam <= c * l2 e -> minimises (lasso D lam (D *m x + e)) x' -> supp x' \subset supp x.

(* ---- proofs ---- *)
Section Proofs.
Variable R : realFieldType.

Lemma lossE m n (D : 'M[R]_(m, n)) lam y u : loss D (2%:R * lam) y u = 2%:R * lasso D lam y u.
Proof. by rewrite /loss /lasso mulrDr [2%:R * (_ / _)]mulrC divfK ?pnatr_eq0 // mulrA. Qed.

Theorem S2_fails_true : S2_fails R.
Proof.
move=> m n D lam x l0 x0 hx; have g0 : 0 < 2%:R * lam by rewrite mulr_gt0 ?ltr0n.
have [u] := code_not_minimal D g0 x0; rewrite !lossE ltr_pmul2l ?ltr0n // => lt.
by have := hx u; rewrite leNgt lt.
Qed.

Lemma half_below (t : R) : 0 < t -> t ^+ 2 / 2%:R - t * t < 0.
Proof. by move=> t0; rewrite -expr2 subr_lt0 ltr_pdivr_mulr ?ltr0n // ltr_pmulr ?exprn_gt0 // ltr1n. Qed.

(* one entry: t^2/2 - t g + lam (|a + t| - |a|) is nowhere negative *)
Lemma entry_slope (lam a g : R) : (forall t, 0 <= t ^+ 2 / 2%:R - t * g + lam * (`|a + t| - `|a|)) -> 0 < lam ->
  `|g| <= lam /\ g * a = lam * `|a|.
Proof.
move=> H l0.
have small : `|g| <= lam.
  rewrite leNgt; apply/negP => big; pose t := `|g| - lam; have t0 : 0 < t by rewrite subr_gt0.
  have g0 : g != 0 by rewrite -normr_gt0 (lt_trans l0).
  have := H (Num.sg g * t); apply/negP; rewrite -ltNge.
  apply: le_lt_trans (half_below t0).
  have -> : (Num.sg g * t) ^+ 2 = t ^+ 2 by rewrite exprMn sqr_sg g0 mul1r.
  have -> : Num.sg g * t * g = t * `|g| by rewrite mulrAC -normrEsg mulrC.
  have up : `|a + Num.sg g * t| - `|a| <= t.
    by rewrite ler_subl_addl (le_trans (ler_norm_add _ _)) // ler_add2l normrM normr_sg g0 mul1r gtr0_norm.
  rewrite -addrA ler_add2l; apply: (@le_trans _ _ (- (t * `|g|) + lam * t)); first by rewrite ler_add2l ler_wpmul2l // ltW.
  by rewrite le_eqVlt; apply/orP; left; apply/eqP; rewrite /t; move: `|g| => q; ring.
split=> //; apply/eqP; rewrite eq_le; apply/andP; split.
  by apply: le_trans (ler_norm _) _; rewrite normrM ler_wpmul2r.
rewrite leNgt; apply/negP => lt.
have a0 : a != 0 by apply: contraTneq lt => ->; rewrite normr0 !mulr0 ltxx.
have na : 0 < `|a| by rewrite normr_gt0.
pose w := Num.sg a * g.
have wl : w < lam.
  by rewrite -(ltr_pmul2r na) -mulrA [g * _]mulrC mulrA -numEsg mulrC.
pose t := Num.min `|a| (lam - w).
have t0 : 0 < t by rewrite lt_minr na subr_gt0.
have := H (- (Num.sg a * t)); apply/negP; rewrite -ltNge.
apply: le_lt_trans (half_below t0).
have -> : (- (Num.sg a * t)) ^+ 2 = t ^+ 2 by rewrite sqrrN exprMn sqr_sg a0 mul1r.
have -> : `|a - Num.sg a * t| - `|a| = - t.
  rewrite {1}[a]numEsg -mulrBr normrM normr_sg a0 mul1r ger0_norm ?subr_ge0 ?le_minl ?lexx //.
  by rewrite addrAC subrr add0r.
have -> : - (Num.sg a * t) * g = - (t * w) by rewrite /w mulNr mulrAC mulrC.
rewrite opprK -addrA ler_add2l -subr_ge0 (_ : _ - _ = t * (lam - w - t)); last by ring.
by rewrite mulr_ge0 ?(ltW t0) // subr_ge0 le_minl lexx orbT.
Qed.

Lemma sq2_minus m n (D : 'M[R]_(m, n)) (a : 'cV[R]_m) (w : 'cV[R]_n) :
  sq2 (a - D *m w) = sq2 a - 2%:R * (\sum_j (D^T *m a) j 0 * w j 0) + sq2 (D *m w).
Proof.
have -> : \sum_j (D^T *m a) j 0 * w j 0 = \sum_i a i 0 * (D *m w) i 0.
  under eq_bigr do rewrite mxE mulr_suml; under [in RHS]eq_bigr do rewrite mxE mulr_sumr.
  by rewrite exchange_big; apply: eq_bigr => i _; apply: eq_bigr => j _; rewrite mxE [X in X * _]mulrC -mulrA.
rewrite /sq2 mulr_sumr -sumrB -big_split; apply: eq_bigr => i _ /=; rewrite !mxE.
move: (\sum_j _) (a i 0) => p q; ring.
Qed.

Section Least.
Variables (m n : nat) (D : 'M[R]_(m, n)) (mu eps lam : R) (s : nat) (x x' : 'cV[R]_n) (e : 'cV[R]_m).
Hypotheses (co : coh D D mu) (mu0 : 0 <= mu) (xs : (l0 x <= s)%N) (s0 : (0 < s)%N) (q1 : ((2 * s)%:R - 1) * mu < 1).
Hypotheses (he : forall j, `|(D^T *m e) j 0| <= eps) (lam0 : 0 < lam).
Hypothesis least : least_on (supp x) (lasso D lam (D *m x + e)) x'.

Let y := D *m x + e.
Let v := x' - x.
Let g j := (D^T *m (y - D *m x')) j 0.
Let sigma : R := 1 - (s%:R - 1) * mu.
Let den : R := 1 - ((2 * s)%:R - 1) * mu.

Lemma den_gt0 : 0 < den. Proof. by rewrite subr_gt0. Qed.
Lemma s_ge1 : 1 <= s%:R :> R. Proof. by rewrite ler1n. Qed.
Lemma den_sigma : den = sigma - s%:R * mu. Proof. by rewrite /den /sigma natrM; ring. Qed.
Lemma sigma_gt0 : 0 < sigma.
Proof. by apply: lt_le_trans den_gt0 _; rewrite den_sigma ler_subl_addr ler_addl mulr_ge0 ?ler0n. Qed.

Lemma lasso_change w : lasso D lam y (x' + w) - lasso D lam y x' =
  sq2 (D *m w) / 2%:R - \sum_j g j * w j 0 + lam * (l1 (x' + w) - l1 x').
Proof.
have yE : y - D *m (x' + w) = (y - D *m x') - D *m w by rewrite mulmxDr opprD addrA.
rewrite /lasso yE (sq2_minus D _ w) /g.
move: (sq2 (y - D *m x')) (\sum_j _) (sq2 (D *m w)) (l1 (x' + w)) (l1 x') => a b c p q; by field.
Qed.

Lemma off_zero i : i \notin supp x -> x i 0 = 0 /\ x' i 0 = 0.
Proof.
move=> ni; have [sub _] := least; split; first by move: ni; rewrite inE negbK => /eqP.
have : i \notin supp x' by apply: contra ni; apply: (subsetP sub).
by rewrite inE negbK => /eqP.
Qed.

Lemma slopes i : i \in supp x -> `|g i| <= lam /\ g i * x' i 0 = lam * `|x' i 0|.
Proof.
move=> iS; have [sub min] := least; apply: entry_slope lam0 => t.
have sub' : supp (x' + spike t i) \subset supp x.
  apply/subsetP => j; have [->//|ji] := eqVneq j i; rewrite inE mxE spikeE (negbTE ji) addr0 => ne.
  by apply: (subsetP sub); rewrite inE.
have := min _ sub'; rewrite -/y -(subr_ge0 (lasso D lam y x')) lasso_change sq2_atom; last by case: co.
have -> : \sum_j g j * spike t i j 0 = t * g i.
  by rewrite (bigD1 i) //= spikeE eqxx mulrC big1 ?addr0 // => j ji; rewrite spikeE (negbTE ji) mulr0.
have -> : l1 (x' + spike t i) - l1 x' = `|x' i 0 + t| - `|x' i 0|.
  rewrite /l1 (bigD1 i) //= [X in _ - X](bigD1 i) //= mxE spikeE eqxx.
  have -> : \sum_(j | j != i) `|(x' + spike t i) j 0| = \sum_(j | j != i) `|x' j 0|.
    by apply: eq_bigr => j ji; rewrite mxE spikeE (negbTE ji) addr0.
  by rewrite opprD addrACA subrr addr0.
by [].
Qed.

Lemma gE i : g i = (D^T *m e) i 0 - (v i 0 + \sum_(j | j != i) (D^T *m D) i j * v j 0).
Proof.
rewrite -diagE; last by case: co.
by rewrite /g /y /v !mulmxBr mulmxDr !mxE; ring.
Qed.

Let M := \big[Num.max/0]_i `|v i 0|.
Lemma M_ge i : `|v i 0| <= M. Proof. exact: (max_ge (fun i => `|v i 0|) (isT : xpredT i)). Qed.
Lemma M_ge0 : 0 <= M. Proof. exact: max_ge0. Qed.

Lemma l1_v : l1 v = \sum_(i in supp x) `|v i 0|.
Proof.
apply: l1_sub; apply/subsetP => i; apply: contraTT => ni; have [a b] := off_zero ni.
by rewrite inE mxE mxE a b subrr eqxx.
Qed.

Lemma l1_v_le : l1 v <= s%:R * M.
Proof.
rewrite l1_v; apply: (@le_trans _ _ (\sum_(i in supp x) M)); first by apply: ler_sum => i _; apply: M_ge.
by rewrite sumr_const -[M *+ _]mulr_natl ler_wpmul2r ?M_ge0 // ler_nat.
Qed.

Lemma l1_v_but i : i \in supp x -> l1 v - `|v i 0| <= (s%:R - 1) * M.
Proof.
move=> iS; rewrite l1_v (bigD1 i) //= addrAC subrr add0r.
apply: (@le_trans _ _ (\sum_(j in supp x | j != i) M)); first by apply: ler_sum => j _; apply: M_ge.
rewrite sumr_const -[M *+ _]mulr_natl ler_wpmul2r ?M_ge0 // -(natrB _ s0) ler_nat.
have -> : #|[pred j in supp x | j != i]| = #|supp x|.-1.
  by rewrite (cardsD1 i (supp x)) iS /=; apply: eq_card => j; rewrite !inE andbC.
by rewrite subn1 -!subn1 leq_sub2r.
Qed.

Lemma eps_ge0 (i : 'I_n) : 0 <= eps. Proof. exact: le_trans (he i). Qed.

Lemma M_bound (i0 : 'I_n) : M <= (eps + lam) / sigma.
Proof.
rewrite ler_pdivl_mulr ?sigma_gt0 // /sigma mulrBr mulr1 ler_subl_addr.
have p0 : 0 <= M * ((s%:R - 1) * mu) by rewrite mulr_ge0 ?M_ge0 // mulr_ge0 // subr_ge0 s_ge1.
rewrite {1}/M; apply: max_le => [|i _]; first by rewrite !addr_ge0 ?(eps_ge0 i0) ?(ltW lam0).
have [iS|ni] := boolP (i \in supp x); last first.
  by have [a b] := off_zero ni; rewrite mxE mxE a b subrr normr0 !addr_ge0 ?(eps_ge0 i0) ?(ltW lam0).
have [sl _] := slopes iS; have off := offdiag v (co.2 i).
have -> : v i 0 = (D^T *m e) i 0 - g i - \sum_(j | j != i) (D^T *m D) i j * v j 0.
  by rewrite gE; move: (\sum_(j | _) _) (v i 0) ((D^T *m e) i 0) => a b c; ring.
apply: le_trans (ler_norm_sub _ _) _; apply: ler_add.
  by apply: le_trans (ler_norm_sub _ _) _; apply: ler_add.
apply: le_trans off _; rewrite mulrCA [M * _]mulrC mulrC -mulrA ler_wpmul2l //.
by rewrite mulrC; exact: l1_v_but.
Qed.

(* off the support *)
Lemma off_slope i : i \notin supp x -> `|g i| <= eps + mu * (s%:R * ((eps + lam) / sigma)).
Proof.
move=> ni; have [a b] := off_zero ni; have vi : v i 0 = 0 by rewrite mxE mxE a b subrr.
rewrite gE vi add0r; apply: le_trans (ler_norm_sub _ _) _; apply: ler_add => //.
apply: le_trans (offdiag v (co.2 i)) _; rewrite vi normr0 subr0 ler_wpmul2l //.
by apply: le_trans l1_v_le _; rewrite ler_wpmul2l ?ler0n // M_bound.
Qed.

Lemma penalty_enough : eps + mu * (s%:R * ((eps + lam) / sigma)) = lam - (lam - eps * (1 + mu) / den) * den / sigma.
Proof.
have sg : sigma != 0 by rewrite gt_eqF ?sigma_gt0. have dn : den != 0 by rewrite gt_eqF ?den_gt0.
rewrite mulrBl divfK // den_sigma; move: sg; rewrite /sigma; move: (s%:R : R) => t sg; field; exact: sg.
Qed.

Hypothesis enough : eps * (1 + mu) / den <= lam.

Lemma slopes_all i : `|g i| <= lam /\ g i * x' i 0 = lam * `|x' i 0|.
Proof.
have [/slopes//|ni] := boolP (i \in supp x).
have [_ b] := off_zero ni; rewrite b normr0 !mulr0; split=> //.
apply: le_trans (off_slope ni) _; rewrite penalty_enough ger_addl oppr_le0.
by rewrite divr_ge0 ?(ltW sigma_gt0) // mulr_ge0 ?(ltW den_gt0) // subr_ge0.
Qed.

Lemma lasso_gain u : lasso D lam y u - lasso D lam y x' = sq2 (D *m (u - x')) / 2%:R + \sum_i (lam * `|u i 0| - g i * u i 0).
Proof.
have uE : u = x' + (u - x') by rewrite addrC subrK.
rewrite {1}uE lasso_change -uE -addrA; congr (_ + _).
rewrite mulrBr /l1 !mulr_sumr -sumrB -sumrN -big_split; apply: eq_bigr => i _ /=.
have [_ <-] := slopes_all i; rewrite mxE [(- x') i 0]mxE; move: (lam * `|u i 0|) (g i) (x' i 0) (u i 0) => a b c d; ring.
Qed.

Lemma gain_ge0 (u : 'cV[R]_n) i : 0 <= lam * `|u i 0| - g i * u i 0 :> R.
Proof.
have [h _] := slopes_all i; rewrite subr_ge0; apply: le_trans (ler_norm _) _.
by rewrite normrM ler_wpmul2r.
Qed.

Lemma least_minimises : minimises (lasso D lam y) x'.
Proof.
move=> u; rewrite -subr_ge0 lasso_gain addr_ge0 ?divr_ge0 ?sq2_ge0 ?ler0n // sumr_ge0 // => i _; exact: gain_ge0.
Qed.

Lemma least_near i : `|x' i 0 - x i 0| <= (eps + lam) / sigma.
Proof. by have := le_trans (M_ge i) (M_bound i); rewrite mxE [(- x) i 0]mxE. Qed.

Lemma least_only : eps * (1 + mu) / den < lam -> forall u, minimises (lasso D lam y) u -> u = x'.
Proof.
move=> more u hu; have [sub _] := least.
have z : lasso D lam y u - lasso D lam y x' = 0.
  by apply: le_anti; rewrite subr_le0 hu subr_ge0 least_minimises.
have sum0 : 0 <= \sum_i (lam * `|u i 0| - g i * u i 0) by apply: sumr_ge0 => i _; apply: gain_ge0.
have half0 : 0 <= sq2 (D *m (u - x')) / 2%:R by rewrite divr_ge0 ?sq2_ge0 ?ler0n.
move: z; rewrite lasso_gain => /eqP; rewrite paddr_eq0 // => /andP[sq /eqP s0'].
have Dw : D *m (u - x') = 0.
  move: sq; rewrite mulf_eq0 invr_eq0 pnatr_eq0 orbF /sq2 psumr_eq0 => [/allP h|i _]; last exact: sqr_ge0.
  apply/matrixP => i j; rewrite ord1 [RHS]mxE; apply/eqP; rewrite -sqrf_eq0; exact: (h i (mem_index_enum _)).
have uo i : i \notin supp x -> u i 0 = 0.
  move=> ni; apply/eqP; rewrite -normr_le0 leNgt; apply/negP => pos.
  have : lam * `|u i 0| - g i * u i 0 == 0.
    have /eqP := s0'; rewrite psumr_eq0 => [/allP h|k _]; last exact: gain_ge0.
    exact: (h i (mem_index_enum _)).
  rewrite subr_eq0 => /eqP eq; have : lam * `|u i 0| <= `|g i| * `|u i 0| by rewrite eq -normrM ler_norm.
  rewrite ler_pmul2r //; apply/negP; rewrite -ltNge.
  apply: le_lt_trans (off_slope ni) _; rewrite penalty_enough gtr_addl oppr_lt0.
  by rewrite divr_gt0 ?sigma_gt0 // mulr_gt0 ?den_gt0 // subr_gt0.
apply/eqP; rewrite -subr_eq0; apply/eqP; apply: (@sparse_kernel _ _ _ D D mu s) => //; last first.
- apply: leq_trans xs; apply: subset_leq_card; apply/subsetP => i; apply: contraTT => ni.
  by rewrite inE mxE mxE uo // (off_zero ni).2 subrr eqxx.
apply: (@le_lt_trans _ _ ((2 * s)%:R * mu)); first by rewrite ler_wpmul2r // ler_nat leq_pmull.
by move: q1; rewrite mulrBl mul1r ltr_subl_addr.
Qed.
End Least.

Theorem lasso_repaired_true : lasso_repaired R.
Proof.
move=> m n D mu eps lam s x x' e co mu0 xs s0 q1 he l0 hl least; split.
- exact: (least_minimises co mu0 xs s0 q1 he l0 least hl).
- exact: (least_near co mu0 xs s0 q1 he l0 least).
- exact: (least_only co mu0 xs s0 q1 he l0 least hl).
Qed.

Theorem lasso_least_penalty_true : lasso_least_penalty R.
Proof.
move=> s mu eps mu0 s0 q1.
have d0 : 1 - ((2 * s)%:R - 1) * mu != 0 by rewrite gt_eqF // subr_gt0.
have g0 : 1 - (s%:R - 1) * mu != 0.
  rewrite gt_eqF // subr_gt0; apply: le_lt_trans q1; rewrite ler_wpmul2r // ler_add2r ler_nat leq_pmull //.
move: d0; rewrite natrM; move: (s%:R : R) g0 => t g0 d0; field; by rewrite d0 g0.
Qed.
End Proofs.

Section Orders.
Variable R : rcfType.

(* D = I_2, x = e_1, noise t e_2 *)
Theorem S11_containment_false (c : R) : 0 < c -> ~ S11_containment c.
Proof.
move=> c0 H; pose lam : R := Num.min c 2%:R^-1.
have lam0 : 0 < lam by rewrite lt_minr c0 invr_gt0 ltr0n.
have lam1 : lam < 1 by rewrite lt_minl invf_lt1 ?ltr0n // ltr1n orbT.
pose D : 'M[R]_2 := 1%:M; pose x : 'cV[R]_2 := delta_mx 0 0; pose e : 'cV[R]_2 := delta_mx 1 0.
pose x' : 'cV[R]_2 := (1 - lam) *: (x + e).
have nd : normalised D by move=> i; rewrite trmx1 mulmx1 mxE eqxx.
have bd : coherence_bound 1 (mutual_coherence D).
  left; apply: le_anti; rewrite mutual_coherence_ge0 andbT; apply: max_le => // i _; apply: max_le => // j ij.
  by rewrite trmx1 mulmx1 mxE (negbTE ij) normr0 mul0r.
have xs : (l0 x <= 1)%N by have := @spike_l0 R 2 1 0; rewrite /spike scale1r.
have le1 : l2 e = 1.
  by rewrite /l2 /sq2 !big_ord_recl big_ord0 !mxE /= expr0n expr1n add0r addr0 sqrtr1.
have hl : lam <= c * l2 e by rewrite le1 mulr1 le_minl lexx.
have min : minimises (lasso D lam (D *m x + e)) x'.
  move=> u; rewrite /lasso /sq2 /l1 !mul1mx !big_ord_recl !big_ord0 !mxE /= !addr0 !add0r !mulr1.
  set a := u _ _; set b := u _ _.
  have one t : (1 - (1 - lam)) ^+ 2 / 2%:R + lam * `|1 - lam| <= (1 - t) ^+ 2 / 2%:R + lam * `|t|.
    rewrite ger0_norm ?subr_ge0 ?(ltW lam1) //; apply: (@le_trans _ _ ((1 - t) ^+ 2 / 2%:R + lam * t)); last first.
      by rewrite ler_add2l ler_wpmul2l ?ler_norm // ltW.
    have E : (1 - t) ^+ 2 / 2%:R + lam * t - ((1 - (1 - lam)) ^+ 2 / 2%:R + lam * (1 - lam)) = (1 - lam - t) ^+ 2 / 2%:R.
      by move: (lam) => w; field.
    by rewrite -subr_ge0 E divr_ge0 ?sqr_ge0 ?ler0n.
  by have := ler_add (one a) (one b); rewrite !mulrDl !mulrDr [X in X <= _]addrACA [X in _ <= X]addrACA.
have := H _ _ D 1%N lam x x' e nd bd xs lam0 hl min; move=> /subsetP/(_ 1); rewrite !inE !mxE /= eqxx.
by rewrite add0r mulr1 subr_eq0 gt_eqF // => /(_ isT).
Qed.
End Orders.
