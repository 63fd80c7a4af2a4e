(* Corollary 3.3: 0 <= L_j(x~_j) - L_j(x_j) <= C e^(-cK) for the loss L_j(u) = |x_(j-1) - D_j u|^2 + gamma |u|_1.
   The left side is false, and for every dictionary: no nonzero code minimises the loss, and the outputs of LISTA-CP
   have less loss than the code as soon as they are close to it. The right side is true, with a constant that does
   not depend on gamma, and with the rate doubled; the difference is at least - gamma times the l1 error. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Lista Coherence Thresholds Deep Rate ThreeBases Theorem51.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* L_j, where y is x_(j-1) *)
Definition loss (R : realFieldType) m n (D : 'M[R]_(m, n)) (gamma : R) (y : 'cV[R]_m) (u : 'cV[R]_n) : R :=
  sq2 (y - D *m u) + gamma * l1 u.

(* The step of the printed proof: L(u) >= L(x) for every u, where x is a code that meets Assumption 1 *)
Definition C3_3_proof_step (R : rcfType) : Prop := forall m n (D : 'M[R]_(m, n)) s gamma x u,
  normalised D -> coherence_bound s (mutual_coherence D) -> (l0 x <= s)%N -> 0 < gamma ->
  loss D gamma (D *m x) x <= loss D gamma (D *m x) u.

(* The left side for one layer, no noise, LISTA-CP with W^(k) in X(D) and the thresholds (7), from k = 1 on *)
Definition C3_3_left_printed (R : rcfType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt (W : nat -> 'M[R]_(m, n)) theta s B gamma x k,
  normalised D -> coherence_bound s (mutual_coherence D) -> gen_coherence D mt -> (forall k, in_X D (W k) mt) ->
  thresholds_sparse D W theta mt s B 0 -> in_class s B 0 x (0 : 'cV[R]_m) -> 0 < gamma -> (0 < k)%N ->
  loss D gamma (D *m x) x <= loss D gamma (D *m x) (lista D W theta (D *m x) k).

(* The same for every dictionary: a code with one nonzero B, at every step k with B mt^k < gamma *)
Definition C3_3_left_fails (R : rcfType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt (W : nat -> 'M[R]_(m, n)) B gamma i,
  normalised D -> 0 < mt -> mt <= 1 -> (forall k, coh (W k) D mt) -> 0 < B ->
  exists theta, thresholds_sparse D W theta mt 1 B 0 /\
  forall k, (0 < k)%N -> B * mt ^+ k < gamma -> mt < 1 ->
    loss D gamma (D *m (B *: delta_mx i 0)) (lista D W theta (D *m (B *: delta_mx i 0)) k) <
    loss D gamma (D *m (B *: delta_mx i 0)) (B *: delta_mx i 0).

(* The same with (7) as it is printed, its supremum over X(B, delta) without sparsity: atoms of a size a <= B *)
Definition C3_3_left_fails_printed7 (R : realFieldType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt (W : nat -> 'M[R]_(m, n)) theta B gamma (z : 'cV[R]_n),
  normalised D -> gen_coherence D mt -> (forall k, in_X D (W k) mt) -> thresholds_printed D W theta mt B 0 ->
  D *m z = 0 -> z != 0 -> 0 < B -> B < gamma ->
  exists a, [/\ 0 < a, a <= B & forall i k,
    loss D gamma (D *m (a *: delta_mx i 0)) (lista D W theta (D *m (a *: delta_mx i 0)) k) <
    loss D gamma (D *m (a *: delta_mx i 0)) (a *: delta_mx i 0)].

(* The last line of the printed proof has the constant C gamma ..., with C free of gamma. For no dictionary and at no step is there one. *)
Definition C3_3_last_line_fails (R : rcfType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt (W : nat -> 'M[R]_(m, n)) B i,
  normalised D -> 0 < mt -> mt < 1 -> (forall k, coh (W k) D mt) -> 0 < B ->
  exists theta, thresholds_sparse D W theta mt 1 B 0 /\
  forall k, ~ exists C, forall gamma, 0 < gamma ->
    loss D gamma (D *m (B *: delta_mx i 0)) (lista D W theta (D *m (B *: delta_mx i 0)) k) -
    loss D gamma (D *m (B *: delta_mx i 0)) (B *: delta_mx i 0) <= C * gamma.

(* Repaired, J layers without noise: both sides, for any thresholds that cover what the layer before leaves *)
Definition C3_3_repaired (R : realFieldType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s B J K (W : forall j, nat -> 'M[R]_(d j, d j.+1)) c gamma x,
  0 <= gamma -> (forall j, (j < J)%N -> normalised (D j)) ->
  (forall j, (j < J)%N -> [/\ (0 < s j.+1)%N, 0 <= B j.+1 &
      covers (D j) (W j) (s j.+1) (B j.+1) (eta K c j) (c j)]) ->
  dsc_class D s B (fun=> 0) J x (fun=> 0) ->
  forall j, (j < J)%N ->
    let L := loss (D j) gamma (x j) in let out := deep D K W c (x 0%N) j.+1 in
    - gamma * eta K c j.+1 <= L out - L (x j.+1) <= eta K c j.+1 ^+ 2.

(* With the thresholds of the repaired Theorem 5.1: a constant A that knows neither K nor gamma *)
Definition C3_3_rate (R : realFieldType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s B J (W : forall j, nat -> 'M[R]_(d j, d j.+1)) mu C q,
  (forall j, (j < J)%N -> normalised (D j)) ->
  (forall j, (j < J)%N -> [/\ (0 < s j.+1)%N, 0 <= B j.+1, 0 <= mu j & 0 <= C j]) ->
  (forall j, (j < J)%N -> forall k, coh (W j k) (D j) (mu j) /\ (forall i l, `|W j k i l| <= C j)) ->
  (forall j, (j < J)%N -> ((2 * s j.+1)%:R - 1) * mu j <= q) -> 0 <= q < 1 ->
  forall j, (j < J)%N -> exists A, 0 <= A /\
  forall K, exists c, forall x gamma, 0 <= gamma -> dsc_class D s B (fun=> 0) J x (fun=> 0) ->
    let L := loss (D j) gamma (x j) in let out := deep D K W c (x 0%N) j.+1 in
    - (gamma * A) * q ^+ K <= L out - L (x j.+1) <= A ^+ 2 * (q ^+ K) ^+ 2.

(* ---- proofs ---- *)
Section Proofs.
Variable R : realFieldType.

Lemma loss_exact m n (D : 'M[R]_(m, n)) gamma x : loss D gamma (D *m x) x = gamma * l1 x.
Proof. by rewrite /loss subrr /sq2 big1 ?add0r // => i _; rewrite mxE expr0n. Qed.

Lemma sq2Z n a (z : 'cV[R]_n) : sq2 (a *: z) = a ^+ 2 * sq2 z.
Proof. by rewrite /sq2 mulr_sumr; apply: eq_bigr => i _; rewrite mxE exprMn. Qed.

Lemma sq2N n (z : 'cV[R]_n) : sq2 (- z) = sq2 z.
Proof. by apply: eq_bigr => i _; rewrite mxE sqrrN. Qed.

Lemma l1Z n a (z : 'cV[R]_n) : l1 (a *: z) = `|a| * l1 z.
Proof. by rewrite /l1 mulr_sumr; apply: eq_bigr => i _; rewrite mxE normrM. Qed.

(* no nonzero code minimises the loss: a shorter one has less *)
Theorem code_not_minimal m n (D : 'M[R]_(m, n)) gamma x : 0 < gamma -> x != 0 ->
  exists u, loss D gamma (D *m x) u < loss D gamma (D *m x) x.
Proof.
move=> g0 x0; have p : 0 < gamma * l1 x.
  rewrite mulr_gt0 // lt_neqAle l1_ge0 andbT; apply: contra x0 => /eqP/esym/l1_eq0 ->.
  by rewrite eqxx.
set p' := gamma * l1 x in p; set A := sq2 (D *m x); have A0 : 0 <= A by apply: sq2_ge0.
have pA : 0 < p' + A by rewrite ltr_spaddl.
pose t := p' / (p' + A).
have t0 : 0 < t by rewrite divr_gt0.
have t1 : t <= 1 by rewrite ler_pdivr_mulr // mul1r ler_addl.
exists ((1 - t) *: x); rewrite loss_exact /loss.
have -> : D *m x - D *m ((1 - t) *: x) = t *: (D *m x).
  by rewrite -scalemxAr scalerBl scale1r opprB addrC subrK.
rewrite sq2Z l1Z ger0_norm ?subr_ge0 // mulrCA -/p' -/A mulrBl mul1r addrCA -subr_lt0 addrAC subrr add0r.
have tA : t * A < p' by rewrite /t mulrAC ltr_pdivr_mulr // ltr_pmul2l // ltr_addr.
by rewrite subr_lt0 expr2 -mulrA ltr_pmul2l.
Qed.

(* soft thresholding at the error of its argument never makes an entry larger *)
Lemma soft_shrinks t (v u : R) : `|v - u| <= t -> `|soft t v| <= `|u|.
Proof.
move=> h; rewrite /soft normrM normr_sg.
have r : `|relu (`|v| - t)| <= `|u|.
  rewrite ger0_norm; last by rewrite /relu le_maxr lexx orbT.
  rewrite /relu le_maxl normr_ge0 andbT ler_subl_addl.
  by apply: le_trans (ler_add h (lexx _)); rewrite -{1}(subrK u v) ler_norm_add.
by case: (v != 0); rewrite ?mul1r // mul0r.
Qed.

Lemma lista_shrinks m n (D : 'M[R]_(m, n)) W s B nz c xs (e : 'cV[R]_m) :
  (0 < s)%N -> 0 <= B -> 0 <= nz -> covers D W s B nz c -> in_class s B nz xs e ->
  forall k i, `|lista D W (threshold c) (D *m xs + e) k i 0| <= `|xs i 0|.
Proof.
move=> s0 B0 nz0 cov cl [|k] i; first by rewrite mxE normr0.
have [_ err] := lista_envelope s0 B0 nz0 cov cl k.
have [mu [C [mu0 C0 hW [hs hw ho hr hd]]]] := cov; have [co hC] := hW k; have [_ _ en] := cl.
rewrite /= mxE; apply: soft_shrinks.
have noise j : `|((W k)^T *m e) j 0| <= C * nz.
  by apply: le_trans (noise_bound e j hC) _; rewrite ler_wpmul2l.
apply: le_trans (vP _ xs co noise i) _; rewrite /threshold; apply: ler_add => //.
have E0 : 0 <= envelope c k by apply: le_trans err; apply: l1_ge0.
apply: (@le_trans _ _ (mu * envelope c k)); last by rewrite ler_wpmul2r.
by rewrite ler_wpmul2l // (le_trans _ err) // ler_subl_addr ler_addl.
Qed.

(* unit columns: |D z|_2 <= |z|_1 *)
Lemma sq2_le_l1 m n (D : 'M[R]_(m, n)) z : normalised D -> sq2 (D *m z) <= l1 z ^+ 2.
Proof.
move=> nd; rewrite sq2_mul expr2 {1}/l1 mulr_suml; apply: ler_sum => i _.
apply: le_trans (ler_norm _) _; rewrite normrM ler_wpmul2l // dotE.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => j _.
by rewrite normrM ler_pimull // normalised_offdiag.
Qed.

Theorem C3_3_repaired_true : C3_3_repaired R.
Proof.
move=> d D s B J K W c gamma x g0 nd H hx j jJ; cbv zeta.
set out := deep D K W c (x 0%N) j.+1; set L := loss (D j) gamma (x j).
have H' : forall i, (i < J)%N -> [/\ (0 < s i.+1)%N, 0 <= B i.+1, 0 <= (0 : R) &
   covers (D i) (W i) (s i.+1) (B i.+1) (0 + eta K c i) (c i)].
  by move=> i iJ; have [a b h] := H i iJ; rewrite add0r; split.
have [err _] := deep_error H' hx jJ; have [s0 B0 cov] := H j jJ; have [xj cl] := hx j jJ.
have [prev _] := deep_error H' hx (ltnW jJ); have e0 : 0 <= eta K c j by apply: le_trans prev; apply: l1_ge0.
have shrink : l1 out <= l1 (x j.+1).
  apply: ler_sum => i _; rewrite /out /=.
  pose e' := deep D K W c (x 0%N) j - x j.
  have yE : deep D K W c (x 0%N) j = D j *m x j.+1 + e' by rewrite /e' {1}xj addr0 [RHS]addrC subrK.
  have cl' : in_class (s j.+1) (B j.+1) (eta K c j) (x j.+1) e' by case: cl => l b _; split.
  rewrite yE; exact: lista_shrinks s0 B0 e0 cov cl' K i.
have LE : L out - L (x j.+1) = sq2 (D j *m (out - x j.+1)) + gamma * (l1 out - l1 (x j.+1)).
  rewrite /L (_ : x j = D j *m x j.+1); last by rewrite xj addr0.
  by rewrite loss_exact /loss mulrBr addrA -mulmxBr -[x j.+1 - out]opprB mulmxN sq2N.
have eta0 : 0 <= eta K c j.+1 by apply: le_trans err; apply: l1_ge0.
rewrite LE; apply/andP; split.
  rewrite -[X in X <= _]add0r; apply: ler_add; first exact: sq2_ge0.
  rewrite mulNr -mulrN ler_wpmul2l // ler_oppl opprB; apply: le_trans err.
  have := l1D out (- (out - x j.+1)); rewrite l1N opprB [out + _]addrC subrK.
  by rewrite ler_subl_addl.
rewrite -[X in _ <= X]addr0; apply: ler_add; last by rewrite mulr_ge0_le0 // subr_le0.
by apply: le_trans (sq2_le_l1 _ (nd j jJ)) _; rewrite ler_expn2r // nnegrE l1_ge0.
Qed.

Theorem C3_3_rate_true : C3_3_rate R.
Proof.
move=> d D s B J W mu C q nd H hW hq /andP[q0 q1] j jJ.
have H' : forall i, (i < J)%N -> [/\ (0 < s i.+1)%N, 0 <= B i.+1, 0 <= (0 : R), 0 <= mu i & 0 <= C i].
  by move=> i iJ; have [a b h1 h2] := H i iJ; split.
exists (amp s B C q j.+1); split; first exact: (@amp_ge0 R s B (fun=> 0) mu C J q H' q1).
move=> K; exists (deep_schedule s B (fun=> 0) mu C K) => x gamma g0 hx.
set c := deep_schedule _ _ _ _ _ _.
have cov : forall i, (i < J)%N -> [/\ (0 < s i.+1)%N, 0 <= B i.+1 & covers (D i) (W i) (s i.+1) (B i.+1) (eta K c i) (c i)].
  move=> i iJ; have [a b h1 h2] := H i iJ; split=> //; exists (mu i), (C i); split=> // [k|]; first exact: hW.
  by rewrite /c /deep_schedule add0r eta_left; split.
have := C3_3_repaired_true g0 nd cov hx jJ; cbv zeta => /andP[low up].
have fl i : floor_ s (fun=> 0) C q i = 0 by elim: i => [//|i IH] /=; rewrite IH addr0 mulr0.
have [e0 er] := @eta_rate R s B (fun=> 0) mu C J K q H' hq q1 j.+1 jJ; rewrite fl addr0 -/c in er.
apply/andP; split.
  apply: le_trans low; by rewrite !mulNr ler_opp2 -mulrA ler_wpmul2l.
apply: le_trans up _; rewrite -exprMn; apply: ler_expn2r; rewrite ?nnegrE //; exact: le_trans er.
Qed.


Lemma sq2_atom m n (D : 'M[R]_(m, n)) a i : normalised D -> sq2 (D *m spike a i) = a ^+ 2.
Proof.
move=> nd; rewrite sq2_mul (bigD1 i) //= spikeE eqxx analyse_spike nd mulr1 big1 ?addr0 // => j ji.
by rewrite spikeE (negbTE ji) mul0r.
Qed.

Lemma l1_spike n (a : R) (i : 'I_n) : l1 (spike a i) = `|a|.
Proof. by rewrite /l1 (bigD1 i) //= spikeE eqxx big1 ?addr0 // => j ji; rewrite spikeE (negbTE ji) normr0. Qed.

End Proofs.

Lemma spike_excess (R : realFieldType) m n (D : 'M[R]_(m, n)) mt (W : nat -> 'M[R]_(m, n)) theta B gamma i k :
  normalised D -> 0 <= mt -> mt <= 1 -> (forall k, coh (W k) D mt) -> 0 <= B -> (forall k, theta k = mt ^+ k.+1 * B) ->
  loss D gamma (D *m spike B i) (lista D W theta (D *m spike B i) k) - loss D gamma (D *m spike B i) (spike B i) =
  B * mt ^+ k * (B * mt ^+ k - gamma).
Proof.
move=> nd m0 m1 co B0 th; have := spike_iter m0 co B0 th i k B0 (lexx B); rewrite addr0 => ->.
have q0 : 0 <= mt ^+ k by rewrite exprn_ge0.
have q1 : mt ^+ k <= 1 by rewrite exprn_ile1.
rewrite min_r ?ler_pimull // loss_exact /loss.
have -> : D *m spike B i - D *m spike (B - mt ^+ k * B) i = D *m spike (mt ^+ k * B) i.
  by rewrite -mulmxBr /spike -scalerBl opprB addrC subrK.
rewrite sq2_atom // !l1_spike (ger0_norm B0) ger0_norm ?subr_ge0 ?ler_pimull //.
by move: (mt ^+ k) => q; ring.
Qed.

Theorem C3_3_left_fails_true (R : rcfType) : C3_3_left_fails R.
Proof.
move=> m n D mt W B gamma i nd m0 m1 co B0; exists (fun k => mt ^+ k.+1 * B).
split; first exact: (geometric_thresholds (ltW m0) m1 co (ltW B0) (fun=> erefl) i).
move=> k k0 small mt1; rewrite -/(spike B i) -subr_lt0 (spike_excess _ _ _ nd (ltW m0) m1 co (ltW B0) (fun=> erefl)).
by rewrite pmulr_rlt0 ?subr_lt0 // mulr_gt0 // exprn_gt0.
Qed.

Theorem C3_3_last_line_fails_true (R : rcfType) : C3_3_last_line_fails R.
Proof.
move=> m n D mt W B i nd m0 m1 co B0; exists (fun k => mt ^+ k.+1 * B).
split; first exact: (geometric_thresholds (ltW m0) (ltW m1) co (ltW B0) (fun=> erefl) i).
move=> k [C H]; set e := B * mt ^+ k; have e0 : 0 < e by rewrite mulr_gt0 // exprn_gt0.
have K0 : 0 < 2%:R * (`|C| + e) by rewrite mulr_gt0 ?ltr0n // ltr_spaddr.
pose g := e ^+ 2 / (2%:R * (`|C| + e)); have g0 : 0 < g by rewrite divr_gt0 ?exprn_gt0.
have := H g g0; rewrite -/(spike B i) (spike_excess _ _ _ nd (ltW m0) (ltW m1) co (ltW B0) (fun=> erefl)) -/e.
apply/negP; rewrite -ltNge -subr_gt0; have -> : e * (e - g) - C * g = e ^+ 2 - g * (C + e) by ring.
have p : 0 < g * (`|C| + e) by rewrite mulr_gt0 // ltr_spaddr.
rewrite subr_gt0; apply: (@le_lt_trans _ _ (g * (`|C| + e))).
  by rewrite ler_pmul2l // ler_add2r ler_norm.
have <- : g * (2%:R * (`|C| + e)) = e ^+ 2 by rewrite /g divfK // gt_eqF.
by rewrite mulrCA ltr_pmull // ltr1n.
Qed.

Theorem C3_3_left_fails_printed7_true (R : realFieldType) : C3_3_left_fails_printed7 R.
Proof.
move=> m n D mt W theta B gamma z nd gc hW th Dz z0 B0 Bg.
have [a [a0 aB never]] := T5_1_never nd gc (conj hW th : seven printed D mt 1 B 0 W theta) B0 (lexx 0) Dz z0.
exists a; split=> // i k; rewrite never -/(spike a i) loss_exact /loss mulmx0 subr0 l10 mulr0 addr0.
by rewrite sq2_atom // l1_spike gtr0_norm // expr2 ltr_pmul2r // (le_lt_trans aB).
Qed.

Lemma bases_mutual (R : rcfType) : mutual_coherence (bases R) <= 2%:R^-1.
Proof.
have nd := bases_normalised R; have [_ off] := bases_coh R.
apply: max_le => [|i _]; first by rewrite invr_ge0 ler0n.
apply: max_le => [|j ij]; first by rewrite invr_ge0 ler0n.
by rewrite /colnorm !nd sqrtr1 mulr1 divr1 off.
Qed.

Lemma bases_bound1 (R : rcfType) : coherence_bound 1 (mutual_coherence (bases R)).
Proof.
have [->|nz] := eqVneq (mutual_coherence (bases R)) 0; [by left|right].
have p : 0 < mutual_coherence (bases R) by rewrite lt_neqAle eq_sym nz mutual_coherence_ge0.
rewrite ltr_pdivl_mulr ?ltr0n // mul1r -[2%:R]/(1 + 1) ltr_add2l invf_gt1 //.
by apply: le_lt_trans (bases_mutual R) _; rewrite invf_lt1 ?ltr1n ?ltr0n.
Qed.

Theorem C3_3_left_printed_false (R : rcfType) : ~ C3_3_left_printed R.
Proof.
move=> H; have h0 : 0 < 2%:R^-1 :> R by rewrite invr_gt0 ltr0n.
have h1 : 2%:R^-1 < 1 :> R by rewrite invf_lt1 ?ltr1n ?ltr0n.
have [theta [th less]] := @C3_3_left_fails_true R _ _ (bases R) 2%:R^-1 (fun=> bases R) 1 1 0
  (bases_normalised R) h0 (ltW h1) (fun=> bases_coh R) ltr01.
have := less 1%N isT; rewrite expr1 mul1r => /(_ h1 h1); apply/negP; rewrite -leNgt.
apply: (H _ _ (bases R) 2%:R^-1 (fun=> bases R) theta 1%N 1) => //.
- exact: bases_normalised.
- exact: bases_bound1.
- exact: bases_gen_coherence.
- by move=> _; apply: bases_in_X.
- exact: spike_class.
Qed.

Theorem C3_3_proof_step_false (R : rcfType) : ~ C3_3_proof_step R.
Proof.
move=> H; have nz : spike 1 (0 : 'I_12) != 0 :> 'cV[R]_12.
  by apply/eqP => /matrixP/(_ 0 0) /eqP; rewrite spikeE eqxx mxE oner_eq0.
have [u lt] := code_not_minimal (bases R) (ltr01 : 0 < 1 :> R) nz.
have := H _ _ (bases R) 1%N 1 _ u (bases_normalised R) (bases_bound1 R) (spike_l0 1 0) ltr01.
by rewrite leNgt lt.
Qed.
