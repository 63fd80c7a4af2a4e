(* Repaired T5.1: LISTA-CP with soft thresholding, and its soundness for the schedules of the
   certificate kind lista_envelope. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Soft.
Variable R : realFieldType.
Implicit Types t u : R.

Lemma relu_le0 u : u <= 0 -> relu u = 0. Proof. by move=> h; apply: max_r. Qed.
Lemma relu_ge0 u : 0 <= u -> relu u = u. Proof. by move=> h; apply: max_l. Qed.

Lemma soft0 t u : `|u| <= t -> soft t u = 0.
Proof. by move=> h; rewrite /soft relu_le0 ?mulr0 // subr_le0. Qed.

Lemma softN t u : soft t (- u) = - soft t u.
Proof. by rewrite /soft sgrN normrN mulNr. Qed.

(* for t >= 0, and only then: two ReLUs *)
Lemma soft_relu t u : 0 <= t -> soft t u = relu (u - t) - relu (- u - t).
Proof.
move=> t0; rewrite /soft; have [u0|u0|->] := ltrgt0P u.
- rewrite gtr0_sg // mul1r [X in _ - X]relu_le0 ?subr0 //.
  by rewrite subr_le0 (le_trans _ t0) // oppr_le0 ltW.
- rewrite ltr0_sg // mulN1r [X in X - _]relu_le0 ?sub0r //.
  by rewrite subr_le0 (le_trans (ltW u0)).
- by rewrite sgr0 mul0r oppr0 subrr.
Qed.

Lemma softP t u : 0 <= t -> `|soft t u - u| <= t.
Proof.
move=> t0; have [le|gt] := leP `|u| t; first by rewrite soft0 // sub0r normrN.
rewrite /soft relu_ge0 ?subr_ge0 ?(ltW gt) // mulrBr -numEsg addrAC subrr add0r normrN normrM.
by rewrite normr_sg (ger0_norm t0); case: (u != 0); rewrite ?mul1r ?mul0r.
Qed.

End Soft.

Section Lista.
Variable R : realFieldType.
Variables (m n : nat) (D : 'M[R]_(m, n)).

Lemma noise_bound (W : 'M[R]_(m, n)) (c : R) (e : 'cV[R]_m) i :
  (forall i j, `|W i j| <= c) -> `|(W^T *m e) i 0| <= c * l1 e.
Proof.
move=> h; rewrite mxE (le_trans (ler_norm_sum _ _ _)) // /l1 mulr_sumr.
by apply: ler_sum => j _; rewrite normrM mxE ler_wpmul2r.
Qed.

Section Step.
Variables (W : 'M[R]_(m, n)) (mu nu t E : R) (s : nat).
Variables (x xs : 'cV[R]_n) (e : 'cV[R]_m).
Hypotheses (co : coh W D mu) (mu0 : 0 <= mu) (s0 : (0 < s)%N).
Hypothesis noise : forall i, `|(W^T *m e) i 0| <= nu.
Hypotheses (sub : supp x \subset supp xs) (l0s : (l0 xs <= s)%N).
Hypotheses (err : l1 (x - xs) <= E) (ht : mu * E + nu <= t) (t0 : 0 <= t).

Let v i := (x + W^T *m (D *m xs + e - D *m x)) i 0.

Lemma vP i : `|v i - xs i 0| <= mu * (l1 (x - xs) - `|(x - xs) i 0|) + nu.
Proof.
have [dg off] := co.
have -> : v i - xs i 0 =
    - (\sum_(j | j != i) (W^T *m D) i j * (x - xs) j 0) + (W^T *m e) i 0.
  rewrite /v; have -> : D *m xs + e - D *m x = e - D *m (x - xs).
    by rewrite mulmxBr opprB addrCA addrA.
  rewrite mulmxBr.
  have := diagE (x - xs) (dg i); move: (W^T *m (D *m (x - xs))) (W^T *m e) => A B.
  move: (\sum_(j | _) _) => S; rewrite !mxE => ->; mring.
rewrite (le_trans (ler_norm_add _ _)) // ler_add ?noise // normrN.
by apply: offdiag => j; apply: off.
Qed.

Lemma step_supp : supp (step D W t (D *m xs + e) x) \subset supp xs.
Proof.
apply/subsetP => i; rewrite !inE mxE; apply: contra => /eqP xi; apply/eqP/soft0.
apply: le_trans ht; have := vP i; rewrite xi subr0 => /le_trans; apply.
rewrite ler_add2r ler_wpmul2l // (le_trans _ err) // ler_subl_addr ler_addl.
exact: normr_ge0.
Qed.

Hypothesis nu0 : 0 <= nu.

Lemma step_err :
  l1 (step D W t (D *m xs + e) x - xs) <= (s%:R - 1) * mu * E + s%:R * (nu + t).
Proof.
have s1 : 1 <= s%:R :> R by rewrite ler1n.
have E0 : 0 <= E by apply: le_trans err; apply: l1_ge0.
have sS : #|supp xs|%:R <= s%:R :> R by rewrite ler_nat.
have sub1 : supp (step D W t (D *m xs + e) x - xs) \subset supp xs.
  by apply: subset_trans (suppB _ _) _; rewrite subUset step_supp fintype.subxx.
have sub2 : supp (x - xs) \subset supp xs.
  by apply: subset_trans (suppB _ _) _; rewrite subUset sub fintype.subxx.
rewrite (l1_sub sub1).
apply: (@le_trans _ _ (\sum_(i in supp xs)
   (mu * l1 (x - xs) - mu * `|(x - xs) i 0| + (nu + t)))).
  apply: ler_sum => i _.
  have -> : (step D W t (D *m xs + e) x - xs) i 0 = (soft t (v i) - v i) + (v i - xs i 0).
    by rewrite addrA subrK 2!mxE [(- xs) i 0]mxE.
  rewrite (le_trans (ler_norm_add _ _)) // addrC [X in _ <= X]addrA ler_add ?softP //.
  by have := vP i; rewrite mulrBr.
rewrite big_split sumrB /= !sumr_const -mulr_sumr -(l1_sub sub2).
rewrite -[(mu * _) *+ _]mulr_natl -[(nu + t) *+ _]mulr_natl.
apply: ler_add; last by rewrite ler_wpmul2r ?addr_ge0.
rewrite -[X in _ - X]mul1r -mulrBl.
apply: (@le_trans _ _ ((s%:R - 1) * (mu * l1 (x - xs)))).
  by rewrite ler_wpmul2r ?mulr_ge0 ?l1_ge0 // ler_add2r.
by rewrite -mulrA ler_wpmul2l ?subr_ge0 // ler_wpmul2l.
Qed.

End Step.

(* The schedule of a certificate: E_0 = start, E_{k+1} = rate E_k + drift,
   theta_k = weight E_k + offset. *)
Record schedule := Schedule { start : R; rate : R; drift : R; weight : R; offset : R }.

Fixpoint envelope (c : schedule) (k : nat) : R :=
  if k is k'.+1 then rate c * envelope c k' + drift c else start c.
Definition threshold (c : schedule) (k : nat) : R := weight c * envelope c k + offset c.

(* The schedule covers the noise level nz; the analysis may change with k *)
Definition covers (W : nat -> 'M[R]_(m, n)) (s : nat) (B nz : R) (c : schedule) : Prop :=
  exists mu C, [/\ 0 <= mu, 0 <= C,
    forall k, coh (W k) D mu /\ (forall i j, `|W k i j| <= C) &
    [/\ s%:R * B <= start c, mu <= weight c, C * nz <= offset c,
        ((2 * s)%:R - 1) * weight c <= rate c & (2 * s)%:R * offset c <= drift c]].

Lemma l1_class s B n0 (xs : 'cV[R]_n) (e : 'cV[R]_m) : in_class s B n0 xs e -> 0 <= B -> l1 xs <= s%:R * B.
Proof.
case=> l0s hB _ B0; rewrite l1_supp.
apply: (@le_trans _ _ (\sum_(i in supp xs) B)); first by apply: ler_sum.
by rewrite sumr_const -[B *+ _]mulr_natl ler_wpmul2r // ler_nat.
Qed.

Lemma covers_thresholds W s B nz c : (0 < s)%N -> 0 <= B -> 0 <= nz -> covers W s B nz c -> forall k, 0 <= threshold c k.
Proof.
move=> s0 B0 nz0 [mu [C [mu0 C0 _ [hs hw ho hr hd]]]].
have w0 : 0 <= weight c by apply: le_trans hw.
have o0 : 0 <= offset c by apply: le_trans ho; apply: mulr_ge0.
have r0 : 0 <= rate c by apply: le_trans hr; rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
have dr0 : 0 <= drift c by apply: le_trans hd; rewrite mulr_ge0 ?ler0n.
have e0 k : 0 <= envelope c k.
  elim: k => [|k IH] /=; first by apply: le_trans hs; rewrite mulr_ge0 ?ler0n.
  by rewrite addr_ge0 ?mulr_ge0.
by move=> k; rewrite addr_ge0 ?mulr_ge0.
Qed.

Theorem lista_envelope W s B nz c xs (e : 'cV[R]_m) :
  (0 < s)%N -> 0 <= B -> 0 <= nz -> covers W s B nz c -> in_class s B nz xs e ->
  forall k, let x := lista D W (threshold c) (D *m xs + e) k in
    supp x \subset supp xs /\ l1 (x - xs) <= envelope c k.
Proof.
move=> s0 B0 nz0 [mu [C [mu0 C0 hW [hs hw ho hr hd]]]] cl k /=.
have [l0s _ en] := cl.
have w0 : 0 <= weight c by apply: le_trans hw.
have o0 : 0 <= offset c by apply: le_trans ho; apply: mulr_ge0.
have s1 : 1 <= s%:R :> R by rewrite ler1n.
elim: k => [|k [sub err]].
  split; first by apply/subsetP => i; rewrite inE mxE eqxx.
  by rewrite sub0r l1N (le_trans (l1_class cl B0)).
have E0 : 0 <= envelope c k by apply: le_trans err; apply: l1_ge0.
have [co hC] := hW k.
have noise i : `|((W k)^T *m e) i 0| <= C * nz.
  by apply: le_trans (noise_bound e i hC) _; rewrite ler_wpmul2l.
have ht : mu * envelope c k + C * nz <= threshold c k.
  by rewrite ler_add // ler_wpmul2r.
have t0 : 0 <= threshold c k by rewrite addr_ge0 ?mulr_ge0.
split; first exact: step_supp co mu0 noise err ht.
apply: le_trans (step_err co mu0 s0 noise sub l0s err ht t0 (mulr_ge0 C0 nz0)) _.
rewrite /threshold /=.
apply: (@le_trans _ _ (((2 * s)%:R - 1) * weight c * envelope c k + (2 * s)%:R * offset c)); last first.
  by rewrite ler_add // ler_wpmul2r.
apply: (@le_trans _ _ ((s%:R - 1) * weight c * envelope c k + s%:R * (offset c + (weight c * envelope c k + offset c)))).
  rewrite ler_add //; first by rewrite ler_wpmul2r // ler_wpmul2l // subr_ge0.
  by rewrite ler_wpmul2l ?ler0n // ler_add2r.
rewrite natrM le_eqVlt; apply/orP; left; apply/eqP.
by move: (envelope c k) (weight c) (offset c) => a b o; ring.
Qed.

(* T5.1, repaired: q = (2 s - 1) mu, E_0 = s B, theta_k = mu E_k + C delta,
   E_{k+1} = q E_k + 2 s C delta. *)
Definition t51 (s : nat) (B delta mu C : R) : schedule :=
  Schedule (s%:R * B) (((2 * s)%:R - 1) * mu) ((2 * s)%:R * (C * delta)) mu (C * delta).

Lemma envelope_closed (c : schedule) k : rate c != 1 ->
  envelope c k = rate c ^+ k * start c + drift c * (1 - rate c ^+ k) / (1 - rate c).
Proof.
move=> q1; have q0 : 1 - rate c != 0 by rewrite subr_eq0 eq_sym.
elim: k => [|k IH] /=; first by rewrite expr0 mul1r subrr mulr0 mul0r addr0.
rewrite IH exprS; move: q0; move: (rate c) (drift c) (start c) (rate c ^+ k) => q b a p q0.
by field.
Qed.

Theorem lista_rate W s B delta mu C xs e :
  (0 < s)%N -> 0 <= B -> 0 <= delta -> 0 <= mu -> 0 <= C ->
  (forall k, coh (W k) D mu /\ (forall i j, `|W k i j| <= C)) ->
  ((2 * s)%:R - 1) * mu < 1 ->
  in_class s B delta xs e ->
  let c := t51 s B delta mu C in let q := rate c in
  forall k, let x := lista D W (threshold c) (D *m xs + e) k in
    [/\ supp x \subset supp xs, l1 (x - xs) <= envelope c k &
        l1 (x - xs) <= s%:R * B * q ^+ k + (2 * s)%:R * C * delta / (1 - q)].
Proof.
move=> s0 B0 d0 mu0 C0 hW q1 cl c q k x.
have cov : covers W s B delta c by exists mu, C; split=> //; split.
have [sub err] := lista_envelope s0 B0 d0 cov cl k.
split=> //; apply: le_trans err _; rewrite envelope_closed; last by rewrite lt_eqF.
rewrite mulrC ler_add2l -/q /= mulrA.
have p : 0 <= (1 - q)^-1 by rewrite invr_ge0 subr_ge0 ltW.
have q0 : 0 <= q.
  by rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
have a0 : 0 <= (2 * s)%:R * C * delta by apply: mulr_ge0 => //; apply: mulr_ge0.
rewrite ler_wpmul2r //; apply: ler_pimulr => //.
by rewrite ler_subl_addr ler_addl exprn_ge0.
Qed.

End Lista.
