(* The networks of the printed proofs of Theorems 3.1 and 3.5: on some codes their error grows without bound in K, at any noise or eps.
   The theorems say that a network exists, and with a read-out one does (Theorem31, ActivatedLayers); these are the ones the proofs use.

   Theorem 3.1: layer j runs K steps with W^(j,k) in X(D_j) and the thresholds (7) for its own noise, on what layer j - 1 puts out.
   Here D_1 = I in four rows and D_2 the three bases. For x_2 one atom of size 2 delta and noise delta/2 in two rows, layer 1 comes to rest
   at y_2 = (delta/2) (1, 1, 0, 0). Layer 2's iterates are a_k w with w = D_2^T (1, 1, 0, 0), and a_(k+1) is c - 2 a_k, c = delta/2, soft
   thresholded by 2^(-k-1): once the threshold is small, the distance of a_k from c/3 grows.

   Theorem 3.5: W^(k) and thresholds of LISTA-CP with phi where the ReLU is. phi(v) = relu(v + eps), the three bases, x = eps d_1, no noise.
   The residual is r_k d_1 with r_(k+1) = - 2 r_k up to 5 eps, and two steps bring it beyond 5 eps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring zify.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence Thresholds Activation Inexact ThreeBases Growth Theorem31 ActivatedLayers.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : rcfType.

(* what layer j puts out after K steps in each layer *)
Fixpoint printed_codes (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (W : forall j, nat -> 'M[R]_(d j, d j.+1))
    (theta : nat -> nat -> R) (K : nat) (y : 'cV[R]_(d 0%N)) (j : nat) : 'cV[R]_(d j) :=
  if j is i.+1 then lista (D i) (W i) (theta i) (printed_codes D W theta K y i) K else y.

(* (7) in every layer, with the noise of that layer alone; its supremum over the sparse signals *)
Definition own_thresholds (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (W : forall j, nat -> 'M[R]_(d j, d j.+1))
    (theta : nat -> nat -> R) (lambda : nat -> nat) (B delta : nat -> R) (J : nat) : Prop :=
  forall j, (j < J)%N -> exists mt, [/\ gen_coherence (D j) mt, forall k, in_X (D j) (W j k) mt &
    thresholds_sparse (D j) (W j) (theta j) mt (lambda j.+1) (B j.+1) (delta j.+1)].

Definition T3_1_network_statement : Prop :=
  forall (J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (lambda : nat -> nat) (B delta : nat -> R),
  (forall j, (j < J)%N -> normalised (D j)) -> (forall j, (0 < lambda j)%N) -> assumption1 D lambda J ->
  (forall j, 0 <= B j) -> (forall j, 0 <= delta j) ->
  forall W theta, own_thresholds D W theta lambda B delta J ->
  exists q C, [/\ 0 < q, q < 1 & forall K x e, dsc_class D lambda B delta J x e -> forall j, (j <= J)%N ->
    l2 (printed_codes D W theta K (x 0%N) j - x j) <= C * q ^+ K + C * \sum_(i < j) delta i.+1].

Definition T3_5_network_statement : Prop :=
  forall (J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (lambda : nat -> nat) (B delta : nat -> R),
  (forall j, (j < J)%N -> normalised (D j)) -> (forall j, (0 < lambda j)%N) -> assumption1 D lambda J ->
  (forall j, 0 <= B j) -> (forall j, 0 <= delta j) ->
  forall theta phi eps, own_thresholds D (fun j _ => D j) theta lambda B delta J -> (forall v, `|phi v - relu v| <= eps) ->
  exists q C, [/\ 0 < q, q < 1 & forall K x e, dsc_class D lambda B delta J x e -> forall j, (j <= J)%N ->
    l2 (phi_codes phi D theta K (x 0%N) j - x j) <= C * q ^+ K + C * (\sum_(i < j) delta i.+1) + C * eps].
End Statements.

(* ---- proofs ---- *)
Section Scalars.
Variable R : realFieldType.
Let h : R := 2%:R^-1.

Lemma half_pos k : 0 < h ^+ k. Proof. by rewrite exprn_gt0 // invr_gt0 ltr0n. Qed.
Lemma half_le1 k : h ^+ k <= 1. Proof. by rewrite exprn_ile1 ?invr_ge0 ?ler0n // invf_le1 ?ltr0n // ler1n. Qed.
Lemma half_mono k l : (k <= l)%N -> h ^+ l <= h ^+ k.
Proof. by move=> kl; rewrite -(subnK kl) exprD ler_pimull ?half_le1 // ltW // half_pos. Qed.
Lemma twice_half : 2%:R * h = 1. Proof. by rewrite mulfV // pnatr_eq0. Qed.

Lemma soft_at0 (t : R) : soft t 0 = 0. Proof. by rewrite /soft sgr0 mul0r. Qed.

Section First.
Variable p : nat.
Let c : R := h ^+ p.+1.
Fixpoint amplitude (k : nat) : R := if k is i.+1 then soft (h ^+ i.+1) (c - 2%:R * amplitude i) else 0.

Lemma amplitude_rest k : (k <= p.+1)%N -> amplitude k = 0.
Proof.
elim: k => [//|k IH] kp; rewrite /= IH ?(ltnW kp) // mulr0 subr0 soft0 // ger0_norm ?(ltW (half_pos _)) //.
exact: half_mono.
Qed.

Lemma amplitude_start : amplitude p.+4 = 7%:R / 8%:R * c.
Proof.
have c0 : 0 < c by apply: half_pos.
have th i : h ^+ (i + p.+1) = h ^+ i * c by rewrite exprD.
rewrite -[amplitude p.+4]/(soft (h ^+ (3 + p.+1)) (c - 2%:R * soft (h ^+ (2 + p.+1)) (c - 2%:R * soft (h ^+ (1 + p.+1)) (c - 2%:R * amplitude p.+1)))).
rewrite (amplitude_rest (leqnn _)) !th mulr0 subr0 expr1.
have pos t : 0 <= t -> t <= 1 -> soft (t * c) c = (1 - t) * c.
  move=> t0 t1; have le : t * c <= c by rewrite ler_pimull // ltW.
  by rewrite /soft gtr0_sg // mul1r gtr0_norm // relu_ge0 ?subr_ge0 // mulrBl mul1r.
have h0 : 0 <= h by rewrite invr_ge0 ler0n.
have h1 : h <= 1 by have := half_le1 1; rewrite expr1.
rewrite (pos h) // (_ : c - 2%:R * ((1 - h) * c) = 0); last first.
  have := twice_half; move: (h) => t e; have -> : c - 2%:R * ((1 - t) * c) = (2%:R * t - 1) * c by ring.
  by rewrite e subrr mul0r.
rewrite soft_at0 mulr0 subr0 pos ?exprn_ge0 ?half_le1 //.
by congr (_ * _); rewrite /h; field.
Qed.

Lemma amplitude_grows i : c / 4%:R * (2 + i)%:R <= `|amplitude (i + p.+4) - c / 3%:R|.
Proof.
have c0 : 0 < c by apply: half_pos.
elim: i => [|i IH].
  rewrite amplitude_start; have -> : 7%:R / 8%:R * c - c / 3%:R = 13%:R / 24%:R * c by field.
  have k0 : 0 <= 13%:R / 24%:R * c by apply: mulr_ge0; [apply: divr_ge0; apply: ler0n|apply: ltW].
  rewrite (ger0_norm k0) addn0 -subr_ge0.
  have -> : 13%:R / 24%:R * c - c / 4%:R * 2%:R = c / 24%:R by field.
  by rewrite divr_ge0 ?ler0n // ltW.
set t := h ^+ (i + p.+4).+1; set a := amplitude (i + p.+4) in IH *.
have t0 : 0 <= t by apply: ltW; apply: half_pos.
have tc : t <= c / 4%:R.
  have -> : c / 4%:R = h ^+ (2 + p.+1) by rewrite exprD mulrC; congr (_ * _); rewrite /h; field.
  by apply: half_mono; lia.
have -> : amplitude (i.+1 + p.+4) = soft t (c - 2%:R * a) by [].
have := softP (c - 2%:R * a) t0; move: (soft _ _) => u hu.
have : 2%:R * `|a - c / 3%:R| <= `|u - c / 3%:R| + t.
  have -> : 2%:R * `|a - c / 3%:R| = `|(u - (c - 2%:R * a)) - (u - c / 3%:R)|.
    rewrite -[2%:R in LHS](ger0_norm (ler0n R 2)) -normrM; congr `|_|; by field.
  by apply: le_trans (ler_norm_sub _ _) _; rewrite addrC ler_add2l.
move=> h2; rewrite -(ler_add2r t); apply: le_trans h2.
apply: le_trans (_ : 2%:R * (c / 4%:R * (2 + i)%:R) <= _); last by rewrite ler_wpmul2l ?ler0n.
apply: (@le_trans _ _ (c / 4%:R * (2 + i.+1)%:R + c / 4%:R)); first by rewrite ler_add2l.
have -> : (2 + i.+1)%:R = 2%:R + i%:R + 1 :> R by rewrite addnS -addn1 !natrD.
rewrite -subr_ge0 natrD; set z := c / 4%:R; move: (i%:R : R) (ler0n R i) => n n0.
have -> : 2%:R * (z * (2%:R + n)) - (z * (2%:R + n + 1) + z) = z * n by ring.
by rewrite mulr_ge0 // divr_ge0 ?ler0n // ltW.
Qed.
End First.

Section Second.
Variable p : nat.
Let e : R := h ^+ p.+1.
(* phi (u - t) - phi (- u - t) with phi v = relu (v + e) *)
Definition raised (v : R) : R := relu (v + e).
Definition pull (t u : R) : R := raised (u - t) - raised (- u - t).
Let rest (z : R * R) : R := e - z.1 - 4%:R * z.2.
Fixpoint pair_ (k : nat) : R * R :=
  if k is i.+1 then (pull (h ^+ i.+1) ((pair_ i).1 + rest (pair_ i)), pull (h ^+ i.+1) ((pair_ i).2 + rest (pair_ i) * h)) else (0, 0).

Lemma raised_near v : `|raised v - relu v| <= e.
Proof.
have e0 : 0 <= e by apply: ltW; apply: half_pos.
rewrite /raised; have [v0|v0] := leP 0 v.
  by rewrite !relu_ge0 ?addr_ge0 // addrAC subrr add0r ger0_norm.
rewrite (relu_le0 (ltW v0)) subr0 ger0_norm; last by rewrite /relu le_maxr lexx orbT.
by rewrite /relu le_maxl e0 andbT ger_addr ltW.
Qed.

Lemma pull0 t : pull t 0 = 0. Proof. by rewrite /pull oppr0 subrr. Qed.

Lemma pull_near t u : 0 <= t -> t <= e -> `|pull t u - u| <= e.
Proof.
move=> t0 te; rewrite /pull /raised (_ : u - t + e = u + (e - t)); last by ring.
rewrite (_ : - u - t + e = - u + (e - t)); last by ring.
set a := e - t.
have a0 : 0 <= a by rewrite subr_ge0.
have ae : a <= e by rewrite ler_subl_addr ler_addl.
have [h1|h1] := leP 0 (u + a); have [h2|h2] := leP 0 (- u + a).
- rewrite !relu_ge0 // (_ : _ - u = u); last by ring.
  by apply: le_trans ae; rewrite ler_norml -subr_ge0 opprK h1 /= -subr_ge0 addrC.
- rewrite relu_ge0 // relu_le0 ?(ltW h2) // subr0 addrAC subrr add0r ger0_norm //.
- rewrite relu_le0 ?(ltW h1) // relu_ge0 // (_ : _ - u = - a); last by ring.
  by rewrite normrN ger0_norm.
- have := ltr_add h1 h2; rewrite addr0 (_ : u + a + (- u + a) = a + a); last by ring.
  by rewrite ltNge addr_ge0.
Qed.

Lemma pair_rest k : (k <= p)%N -> pair_ k = (0, 0).
Proof.
have e0 : 0 < e by apply: half_pos.
elim: k => [//|k IH] kp; rewrite /= IH ?(ltnW kp) // /rest /= mulr0 !subr0 !add0r.
have t2 : e + e <= h ^+ k.+1.
  have -> : e + e = h ^+ p by rewrite -mulr2n -mulr_natl /e exprS mulrA twice_half mul1r.
  exact: half_mono.
have zero u : 0 <= u -> u <= e -> pull (h ^+ k.+1) u = 0.
  move=> u0 ue; rewrite /pull /raised !relu_le0 ?subrr //; rewrite addrAC subr_le0 (le_trans _ t2) // ler_add2r //.
  by rewrite (le_trans _ (ltW e0)) // oppr_le0.
have h1 : h <= 1 by have := half_le1 1; rewrite expr1.
rewrite !zero ?(ltW e0) ?mulr_ge0 ?(ltW e0) ?invr_ge0 ?ler0n //.
by rewrite ler_pimulr // ltW.
Qed.

Lemma pair_start : rest (pair_ p.+2) = 13%:R / 2%:R * e.
Proof.
have e0 : 0 < e by apply: half_pos.
have step1 : pair_ p.+1 = (e, h * e).
  have h0 : 0 <= h * e by rewrite mulr_ge0 ?invr_ge0 ?ler0n ?ltW.
  rewrite /= pair_rest // /rest /= mulr0 !subr0 !add0r -/e /pull /raised !subrK.
  rewrite relu_ge0 ?(ltW e0) // [relu (- e)]relu_le0 ?oppr_le0 ?(ltW e0) // subr0.
  rewrite [e * h]mulrC relu_ge0 // [relu (- _)]relu_le0 ?oppr_le0 // subr0 //.
have hE : e = 2%:R * (h * e) by rewrite mulrA twice_half mul1r.
have tE : h ^+ p.+2 = h * e by rewrite exprS.
have r1 : rest (e, h * e) = - (2%:R * e).
  by rewrite /rest /= subrr sub0r; congr (- _); rewrite -[4%:R]/((2 * 2)%:R) natrM -mulrA -hE.
rewrite -[pair_ p.+2]/(pull (h ^+ p.+2) ((pair_ p.+1).1 + rest (pair_ p.+1)), pull (h ^+ p.+2) ((pair_ p.+1).2 + rest (pair_ p.+1) * h)).
rewrite step1 r1 tE; set f := h * e in hE *.
have f0 : 0 < f by rewrite mulr_gt0 // invr_gt0 ltr0n.
have -> : - (2%:R * e) * h = - e by rewrite mulNr mulrAC twice_half mul1r.
rewrite /pull /raised /rest /=; clearbody f; rewrite {}hE in tE r1 step1 *.
have -> : 2%:R * f + - (2%:R * (2%:R * f)) - f + 2%:R * f = - f by ring.
have -> : - (2%:R * f + - (2%:R * (2%:R * f))) - f + 2%:R * f = 3%:R * f by ring.
have -> : f + - (2%:R * f) - f + 2%:R * f = 0 by ring.
have -> : - (f + - (2%:R * f)) - f + 2%:R * f = 2%:R * f by ring.
rewrite [relu (- f)]relu_le0 ?oppr_le0 ?(ltW f0) // [relu 0]relu_le0 // !relu_ge0 ?mulr_ge0 ?ler0n ?(ltW f0) //.
by field.
Qed.

Lemma pair_grows i : e * (6 + i)%:R <= `|rest (pair_ (i + p.+2))|.
Proof.
have e0 : 0 < e by apply: half_pos.
elim: i => [|i IH].
  have k0 : 0 <= 13%:R / 2%:R * e by apply: mulr_ge0; [apply: divr_ge0; apply: ler0n|apply: ltW].
  rewrite pair_start (ger0_norm k0) mulrC ler_wpmul2r ?(ltW e0) //.
  by rewrite ler_pdivl_mulr ?ltr0n // -natrM ler_nat.
set t := h ^+ (i + p.+2).+1; set z := pair_ (i + p.+2) in IH *.
have t0 : 0 <= t by apply: ltW; apply: half_pos.
have te : t <= e by apply: half_mono; lia.
have -> : pair_ (i.+1 + p.+2) = (pull t (z.1 + rest z), pull t (z.2 + rest z * h)) by [].
have := pull_near (z.1 + rest z) t0 te; have := pull_near (z.2 + rest z * h) t0 te.
set u := pull _ _; set v := pull _ _ => hu hv.
have key : 2%:R * `|rest z| <= `|rest (v, u)| + e + 4%:R * e.
  have -> : 2%:R * `|rest z| = `|rest (v, u) + (v - (z.1 + rest z)) + 4%:R * (u - (z.2 + rest z * h))|.
    rewrite -[2%:R in LHS](ger0_norm (ler0n R 2)) -normrM -normrN; congr `|_|.
    rewrite /rest /=; have := twice_half; move: (h) (z.1) (z.2) (u) (v) (e) => H a b U V E HE.
    have -> : 4%:R * (U - (b + (E - a - 4%:R * b) * H)) = 4%:R * U - 4%:R * b - 2%:R * (2%:R * H) * (E - a - 4%:R * b) by ring.
    by rewrite HE; ring.
  apply: le_trans (ler_norm_add _ _) _; apply: ler_add.
    by apply: le_trans (ler_norm_add _ _) _; rewrite ler_add2l.
  by rewrite normrM (ger0_norm (ler0n R 4)) ler_wpmul2l ?ler0n.
rewrite -(ler_add2r (e + 4%:R * e)) [X in _ <= X]addrA; apply: le_trans key.
apply: le_trans (_ : 2%:R * (e * (6 + i)%:R) <= _); last by rewrite ler_wpmul2l ?ler0n.
have -> : (6 + i.+1)%:R = 6%:R + i%:R + 1 :> R by rewrite addnS -addn1 !natrD.
rewrite -subr_ge0 natrD; move: (i%:R : R) (ler0n R i) (e) (ltW e0) => n n0 E E0.
have -> : 2%:R * (E * (6%:R + n)) - (E * (6%:R + n + 1) + (E + 4%:R * E)) = E * n by ring.
by rewrite mulr_ge0.
Qed.
End Second.
End Scalars.

Section Bases.
Variable R : rcfType.
Let h : R := 2%:R^-1.
Let D := bases R.

Lemma entry_le_l2 n (z : 'cV[R]_n) i : `|z i 0| <= l2 z.
Proof.
rewrite -(sqrtr_sqr (z i 0)) ler_wsqrtr // /sq2 (bigD1 i) //= ler_addl sumr_ge0 // => j _; exact: sqr_ge0.
Qed.

Definition whole n (f : nat -> int) : 'cV[R]_n := \col_i (f i)%:~R.

Lemma bases_whole f i : (D *m whole 12 f) i 0 = (\sum_(j < 12) bases_table i j * f j)%:~R / 2%:R.
Proof. by rewrite mxE rmorph_sum mulr_suml; apply: eq_bigr => j _; rewrite !mxE mulrAC -intrM. Qed.

Lemma analyse_whole f j : (D^T *m whole 4 f) j 0 = (\sum_(i < 4) bases_table i j * f i)%:~R / 2%:R.
Proof. by rewrite mxE rmorph_sum mulr_suml; apply: eq_bigr => i _; rewrite !mxE mulrAC -intrM. Qed.

Lemma half_of (a : int) k : (k.*2%:Z * a)%:~R / 2%:R = k%:R * a%:~R :> R.
Proof. by rewrite intrM mulrAC -[k.*2%:Z%:~R]/(k.*2%:R) -muln2 natrM mulfK // pnatr_eq0. Qed.

Lemma each n (P : nat -> bool) : all P (iota 0 n) -> forall i : 'I_n, P i.
Proof. by move=> /allP h' i; apply: h'; rewrite mem_iota ltn_ord. Qed.

Lemma half_ge0 : 0 <= h. Proof. by rewrite invr_ge0 ler0n. Qed.
Lemma half_le : h <= 1. Proof. by rewrite invf_le1 ?ltr0n // ler1n. Qed.
Lemma bases_geometric : thresholds_sparse D (fun=> D) (fun k => h ^+ k.+1) h 1 1 0.
Proof.
apply: (geometric_thresholds half_ge0 half_le (fun=> bases_coh R) ler01 _ (0 : 'I_12)) => k; by rewrite mulr1.
Qed.

(* --- Theorem 3.1 --- *)
Section First.
Variable p : nat.
Hypothesis p0 : (0 < p)%N.
Let delta : R := h ^+ p.
Let c : R := h ^+ p.+1.

Definition pattern (i : nat) : int := nth 0 [:: 1; 1; 0; 0] i.
Definition answer (j : nat) : int := nth 0 [:: 1; 1; 0; 0; 1; 0; 1; 0; 1; 0; 1; 0] j.
Let v := whole 4 pattern.
Let w := whole 12 answer.

Lemma Dw : D *m w = 3%:R *: v.
Proof.
apply/matrixP => i j; rewrite ord1 bases_whole [RHS]mxE [v i 0]mxE -half_of; congr (_%:~R / _).
by rewrite !big_ord_recl big_ord0; case: i => [[|[|[|[|//]]]] ?]; vm_compute.
Qed.

Lemma Wv : D^T *m v = w.
Proof.
apply/matrixP => j i; rewrite ord1 analyse_whole [RHS]mxE -[RHS]mul1r -(half_of _ 1); congr (_%:~R / _).
rewrite !big_ord_recl big_ord0; apply/eqP; move: j.
apply: (@each 12 (fun j => bases_table 0 j * pattern 0 + (bases_table 1 j * pattern 1 +
  (bases_table 2 j * pattern 2 + (bases_table 3 j * pattern 3 + 0))) == 1.*2%:Z * answer j)).
by vm_compute.
Qed.

Lemma w_entry j : w j 0 = 0 \/ w j 0 = 1.
Proof.
have := @each 12 (fun j => (answer j == 0) || (answer j == 1)) isT j.
by rewrite mxE => /orP[/eqP->|/eqP->]; [left|right].
Qed.
Lemma v_entry i : v i 0 = 0 \/ v i 0 = 1.
Proof.
have := @each 4 (fun j => (pattern j == 0) || (pattern j == 1)) isT i.
by rewrite mxE => /orP[/eqP->|/eqP->]; [left|right].
Qed.

Lemma second_layer k : lista D (fun=> D) (fun k => h ^+ k.+1) (c *: v) k = amplitude R p k *: w.
Proof.
elim: k => [|k IH]; first by rewrite scale0r.
rewrite [LHS]/= IH; apply/matrixP => i j; rewrite ord1 [LHS]mxE [RHS]mxE /=; set a := amplitude R p k.
have -> : a *: w + D^T *m (c *: v - D *m (a *: w)) = (c - 2%:R * a) *: w.
  rewrite -scalemxAr Dw scalerA -scalerBl -scalemxAr Wv -scalerDl; congr (_ *: _); ring.
rewrite mxE; case: (w_entry i) => ->; first by rewrite !mulr0 soft_at0.
by rewrite !mulr1.
Qed.

(* the instance *)
Definition pair_dim (j : nat) : nat := match j with 0%N | 1%N => 4 | _ => 12 end.
Definition pair_dict (j : nat) : 'M[R]_(pair_dim j, pair_dim j.+1) :=
  match j return 'M[R]_(pair_dim j, pair_dim j.+1) with 0%N => 1%:M | 1%N => D | _ => 0 end.
Let x2 : 'cV[R]_12 := spike (2%:R * delta) (Ordinal (isT : (4 < 12)%N)).
Definition pair_code (j : nat) : 'cV[R]_(pair_dim j) :=
  match j return 'cV[R]_(pair_dim j) with 0%N => D *m x2 + c *: v | 1%N => D *m x2 | 2%N => x2 | _ => 0 end.
Definition pair_noise (j : nat) : 'cV[R]_(pair_dim j) := match j return 'cV[R]_(pair_dim j) with 0%N => c *: v | _ => 0 end.
Definition pair_sparsity (j : nat) : nat := (if j == 1 then 4 else 1)%N.
Definition pair_delta (j : nat) : R := if j == 1%N then delta else 0.
Definition pair_theta (j k : nat) : R := if j == 0%N then delta else h ^+ k.+1.

Lemma delta_gt0 : 0 < delta. Proof. exact: half_pos. Qed.
Lemma cE : c = delta / 2%:R. Proof. by rewrite /c exprS mulrC. Qed.
Lemma x1E i : (D *m x2) i 0 = delta.
Proof.
have -> : x2 = (2%:R * delta) *: whole 12 (fun j => (j == 4)%N%:Z).
  apply/matrixP => j l; rewrite ord1 [LHS]spikeE !mxE -val_eqE /=; case: (_ == _)%N; by rewrite ?mulr1 ?mulr0.
rewrite -scalemxAr mxE bases_whole.
have -> : \sum_(j < 12) bases_table i j * ((j : nat) == 4)%N%:Z = 1.
  by rewrite !big_ord_recl big_ord0; case: i => [[|[|[|[|//]]]] ?]; vm_compute.
by rewrite -[1%:~R]/(1 : R) mul1r mulrAC divff ?mul1r // pnatr_eq0.
Qed.

Lemma noise_l1 : l1 (c *: v) = delta.
Proof.
rewrite /l1; under eq_bigr do rewrite !mxE.
rewrite !big_ord_recl big_ord0 /= !mulr1 !mulr0 !normr0 !addr0 gtr0_norm ?half_pos // cE.
by rewrite -mulrDl -mulr2n -[_ *+ 2]mulr_natr mulfK // pnatr_eq0.
Qed.

Lemma first_layer K : lista (1%:M : 'M[R]_4) (fun=> 1%:M) (fun=> delta) (D *m x2 + c *: v) K.+1 = c *: v.
Proof.
apply/matrixP => i j; rewrite ord1 [lista _ _ _ _ _]/= mxE trmx1 !mul1mx addrC subrK mxE x1E [in RHS]mxE.
rewrite [(c *: v) i 0]mxE; case: (v_entry i) => ->.
  by rewrite !mulr0 addr0 soft0 // gtr0_norm ?delta_gt0.
have c0 : 0 < c by apply: half_pos.
rewrite !mulr1 /soft gtr0_sg ?addr_gt0 ?delta_gt0 // mul1r gtr0_norm ?addr_gt0 ?delta_gt0 //.
by rewrite addrAC subrr add0r relu_ge0 // ltW.
Qed.

Lemma pair_in_class : dsc_class pair_dict pair_sparsity (fun=> 1) pair_delta 2 pair_code pair_noise.
Proof.
have d1 : delta <= 1 by apply: half_le1.
have d2 : 2%:R * delta <= 1.
  apply: (@le_trans _ _ (2%:R * h)); last by rewrite twice_half.
  by rewrite ler_wpmul2l ?ler0n // /delta -[X in _ <= X]expr1; apply: half_mono.
move=> [|[|//]] _; split.
- by rewrite /= mul1mx.
- split=> [|i|]; [by apply: leq_trans (max_card _) _; rewrite card_ord| |by rewrite noise_l1].
  by rewrite /= x1E gtr0_norm ?delta_gt0.
- by rewrite /= addr0.
split=> [|i|]; [exact: spike_l0| |by rewrite l10].
rewrite /= spikeE; case: (_ == _); rewrite ?normr0 ?ler01 // gtr0_norm // mulr_gt0 ?ltr0n //; exact: delta_gt0.
Qed.

Lemma identity_coherence : gen_coherence (1%:M : 'M[R]_4) 0.
Proof.
have one i : ((1%:M : 'M[R]_4)^T *m 1%:M) i i = 1 by rewrite trmx1 mulmx1 mxE eqxx.
split=> [|W _]; last exact: offdiag_ge0.
exists 1%:M; split=> //; apply: le_anti; rewrite offdiag_ge0 andbT.
apply: max_le => // i _; apply: max_le => // j ij; by rewrite trmx1 mulmx1 mxE (negbTE ij) normr0.
Qed.

Lemma identity_entry : entry_max (1%:M : 'M[R]_4) = 1.
Proof.
apply: le_anti; apply/andP; split; last first.
  by have := entry_maxP (1%:M : 'M[R]_4) 0 0; rewrite mxE eqxx normr1.
apply: entry_max_le => [|i j]; rewrite ?ler01 // mxE; case: (_ == _); by rewrite ?normr1 ?normr0 ?ler01.
Qed.

Lemma pair_thresholds : own_thresholds pair_dict (fun j _ => pair_dict j) pair_theta pair_sparsity (fun=> 1) pair_delta 2.
Proof.
move=> [|[|//]] _; last first.
  by exists h; split; [exact: bases_gen_coherence|move=> _; exact: bases_in_X|exact: bases_geometric].
exists 0; split; first exact: identity_coherence.
- move=> _; have [[W [an e]] _] := identity_coherence; split.
  + by move=> i; rewrite trmx1 mulmx1 mxE eqxx.
  + apply: le_anti; rewrite offdiag_ge0 andbT.
    by apply: max_le => // i _; apply: max_le => // j ij; rewrite trmx1 mulmx1 mxE (negbTE ij) normr0.
  move=> W' an' _; rewrite [X in X <= _]identity_entry.
  by have := an' 0; rewrite mulmx1 mxE => e'; have := entry_maxP W' 0 0; rewrite e' normr1.
move=> k; exists 0; split; last by rewrite add0r identity_entry mul1r.
split=> [a [x [e [_ ->]]]|b]; first by rewrite mul0r.
apply; exists 0, 0; split; last by rewrite mul0r.
split=> [|i|]; [|by rewrite mxE normr0 ler01|by rewrite l10 ltW // delta_gt0].
by rewrite /l0 (_ : supp 0 = set0) ?cards0 //; apply/setP => i; rewrite !inE mxE eqxx.
Qed.

Lemma two_layers_grow i : c / 4%:R * (2 + i)%:R - c / 3%:R <=
  l2 (printed_codes pair_dict (fun j _ => pair_dict j) pair_theta (i + p.+4) (pair_code 0%N) 2 - pair_code 2).
Proof.
set K := (i + p.+4)%N.
have -> : printed_codes pair_dict (fun j _ => pair_dict j) pair_theta K (pair_code 0%N) 2 = amplitude R p K *: w.
  have KE : K = (i + p.+3).+1 by rewrite /K addnS.
  by rewrite [printed_codes _ _ _ _ _ _]/= -second_layer; congr lista; rewrite KE; apply: first_layer.
apply: le_trans (entry_le_l2 _ (0 : 'I_12)).
rewrite [pair_code 2]/= mxE [(- x2) 0 0]mxE [x2 0 0]spikeE /= subr0 [(_ *: w) 0 0]mxE [w 0 0]mxE /= mulr1.
have := @amplitude_grows R p i; rewrite -/h -/c -/K => g; rewrite ler_subl_addr; apply: le_trans g _.
apply: le_trans (ler_norm_sub _ _) _; rewrite ler_add2l ger0_norm // divr_ge0 ?ler0n // ltW //; exact: half_pos.
Qed.
End First.

(* --- Theorem 3.5 --- *)
Section Second.
Variable p : nat.
Let e : R := h ^+ p.+1.

Definition meets (j : nat) : int := if (4 <= j)%N then 1 else 0.
Definition state (z : R * R) : 'cV[R]_12 := spike z.1 0 + z.2 *: whole 12 meets.

Lemma state_signal z : D *m state z = D *m spike (z.1 + 4%:R * z.2) 0.
Proof.
have -> : spike (z.1 + 4%:R * z.2) 0 = spike z.1 0 + (4%:R * z.2) *: whole 12 (fun j => (j == 0)%N%:Z).
  apply/matrixP => j l; rewrite ord1 [LHS]spikeE [RHS]mxE spikeE !mxE -val_eqE /=; case: (_ == _)%N; by rewrite ?mulr1 ?mulr0 ?addr0.
rewrite !mulmxDr; congr (_ + _); rewrite -!scalemxAr mulrC -scalerA; congr (_ *: _).
apply/matrixP => i l; rewrite ord1 bases_whole [RHS]mxE bases_whole mulrA -(intrM R 4); congr (_%:~R / _).
by rewrite !big_ord_recl !big_ord0; case: i => [[|[|[|[|//]]]] ?]; vm_compute.
Qed.

Lemma gram_first (j : 'I_12) : (D^T *m D) j 0 = (j == 0)%:R + h * (meets j)%:~R.
Proof.
rewrite bases_gram; have /eqP -> := @each 12 (fun j => gram_table j 0 == 4%:Z * (j == 0)%N%:Z + 2%:Z * meets j) isT j.
have four : (4%:R : R) != 0 by rewrite pnatr_eq0.
have hE : 2%:R / 4%:R = h :> R by rewrite /h; field.
rewrite intrD !intrM mulrDl [2%:Z%:~R * _ / _]mulrAC -[2%:Z%:~R]/(2%:R : R) hE -[4%:Z%:~R]/(4%:R : R); congr (_ + _).
by rewrite mulrAC divff // mul1r -val_eqE; case: (_ == _).
Qed.

Lemma raised_layer k : phi_lista D (@raised R p) (fun=> D) (fun k => h ^+ k.+1) (D *m spike e 0) k = state (pair_ R p k).
Proof.
elim: k => [|k IH]; first by rewrite /state /spike !scale0r addr0.
rewrite [LHS]/= IH; apply/matrixP => j l; rewrite ord1 [LHS]mxE; set z := pair_ R p k.
have vE : before D D (D *m spike e 0) (state z) j =
    (z.1 + (e - z.1 - 4%:R * z.2)) * (j == 0)%:R + (z.2 + (e - z.1 - 4%:R * z.2) * h) * (meets j)%:~R.
  rewrite /before state_signal -mulmxBr /spike -scalerBl -/(spike _ _) mxE analyse_spike gram_first /state mxE spikeE !mxE.
  rewrite opprD addrA; set b := (meets j)%:~R; move: (z.1) (z.2) (e) (h) => x y f H.
  by case: (j == 0); rewrite /=; ring.
rewrite vE -/(pull _ _) [state _ _ _]mxE spikeE [RHS]/= !mxE.
rewrite -[RHS]/((if j == 0 then pull p (h ^+ k.+1) (z.1 + (e - z.1 - 4%:R * z.2)) else 0) +
  pull p (h ^+ k.+1) (z.2 + (e - z.1 - 4%:R * z.2) * h) * (meets j)%:~R) -/(pull _ _ _).
have [->|ne] := eqVneq j 0; first by rewrite /meets /= mulr1 !mulr0 !addr0.
rewrite mulr0 !add0r /meets; case: ifP => _; first by rewrite !mulr1.
by rewrite !mulr0 pull0.
Qed.

Lemma raised_grows i : e * (6 + i)%:R <=
  5%:R * l2 (phi_lista D (@raised R p) (fun=> D) (fun k => h ^+ k.+1) (D *m spike e 0) (i + p.+2) - spike e 0).
Proof.
rewrite raised_layer; apply: le_trans (pair_grows R p i) _; set z := pair_ _ _ _.
set err := state z - spike e 0.
have errE (i' : 'I_12) : err i' 0 = (if i' == 0 then z.1 else 0) + z.2 * (meets i')%:~R - (if i' == 0 then e else 0).
  by rewrite /err mxE [X in _ + X]mxE /state mxE [X in _ + X - _]mxE [whole _ _ _ _]mxE !spikeE.
pose four : 'I_12 := Ordinal (isT : (4 < 12)%N).
have e0 : err 0 0 = z.1 - e by rewrite errE /meets /= mulr0 addr0.
have e4 : err four 0 = z.2 by rewrite errE /meets /= mulr1 add0r subr0.
have -> : e - z.1 - 4%:R * z.2 = - err 0 0 - 4%:R * err four 0 by rewrite e0 e4; ring.
apply: le_trans (ler_norm_sub _ _) _; rewrite normrN normrM (ger0_norm (ler0n R 4)).
rewrite (_ : 5%:R * l2 err = l2 err + 4%:R * l2 err); last by ring.
by rewrite ler_add ?ler_wpmul2l ?ler0n ?entry_le_l2.
Qed.
End Second.
End Bases.

(* noise as small as one likes: delta_1 = 2^-p, p >= 1, delta_2 = 0 *)
Definition T3_1_network_grows (R : rcfType) : Prop := forall p (M : R), (0 < p)%N -> exists K0, forall K, (K0 <= K)%N ->
  M <= l2 (printed_codes (@pair_dict R) (fun j _ => pair_dict R j) (pair_theta R p) K (pair_code R p 0%N) 2 - pair_code R p 2).

(* eps as small as one likes: 2^-(p+1); phi is within eps of the ReLU everywhere *)
Definition T3_5_network_grows (R : rcfType) : Prop := forall p (M : R), exists K0, forall K, (K0 <= K)%N ->
  M <= l2 (phi_lista (bases R) (@raised R p) (fun=> bases R) (fun k => 2%:R^-1 ^+ k.+1)
             (bases R *m spike (2%:R^-1 ^+ p.+1) 0) K - spike (2%:R^-1 ^+ p.+1) 0).

Section Limits.
Variable R : rcfType.
Hypothesis archimedean : forall u : R, exists k, u < k%:R.

Theorem T3_1_network_grows_true : T3_1_network_grows R.
Proof.
move=> p M p0; pose c : R := 2%:R^-1 ^+ p.+1; have c0 : 0 < c by apply: half_pos.
have [i hi] := archimedean ((M + c / 3%:R) / (c / 4%:R)).
exists (i + p.+4)%N => K KK; rewrite -(subnK KK) addnA; set l := (_ + i)%N.
apply: le_trans (two_layers_grow R p l); rewrite ler_subr_addr -/c.
have z0 : 0 < c / 4%:R by rewrite divr_gt0 ?ltr0n.
move: hi; rewrite ltr_pdivr_mulr // [i%:R * _]mulrC => /ltW/le_trans; apply.
by rewrite ler_wpmul2l ?(ltW z0) // ler_nat /l; lia.
Qed.

Theorem T3_1_network_false : ~ T3_1_network_statement R.
Proof.
move=> H.
have n1 j : (j < 2)%N -> normalised (pair_dict R j).
  by case: j => [|[|//]] _ => [i|]; [rewrite trmx1 mulmx1 mxE eqxx|apply: bases_normalised].
have l1' j : (0 < pair_sparsity j)%N by rewrite /pair_sparsity; case: ifP.
have a1 : assumption1 (pair_dict R) pair_sparsity 2.
  move=> [|[|//]] _; last exact: (@bases_assumption1 R 0%N isT).
  left; apply: le_anti; rewrite mutual_coherence_ge0 andbT; apply: max_le => // i _; apply: max_le => // j ij.
  by rewrite trmx1 mulmx1 mxE (negbTE ij) normr0 mul0r.
have d0 j : 0 <= pair_delta R 1 j by rewrite /pair_delta; case: ifP => // _; apply: ltW; apply: half_pos.
have [q [C [q0 q1 le]]] := H 2%N _ _ _ (fun=> 1) _ n1 l1' a1 (fun=> ler01) d0 _ _ (pair_thresholds R 1).
set S := \sum_(i < 2) pair_delta R 1 i.+1 in le.
have [K0 hK] := T3_1_network_grows_true (`|C| + C * S + 1) (isT : (0 < 1)%N).
have := le_trans (hK K0 (leqnn _)) (le K0 _ _ (pair_in_class R (isT : (0 < 1)%N)) 2%N isT); apply/negP; rewrite -ltNge -/S.
rewrite addrAC ltr_add2r; apply: (@le_lt_trans _ _ `|C|); last by rewrite ltr_addl ltr01.
apply: le_trans (ler_norm _) _; rewrite normrM ler_pimulr // ger0_norm ?exprn_ge0 ?exprn_ile1 ?(ltW q0) ?(ltW q1) //.
Qed.

Theorem T3_5_network_grows_true : T3_5_network_grows R.
Proof.
move=> p M; set e : R := 2%:R^-1 ^+ p.+1; have e0 : 0 < e by apply: half_pos.
have [i hi] := archimedean (5%:R * M / e).
exists (i + p.+2)%N => K KK; rewrite -(subnK KK) addnA; set l := (_ + i)%N.
rewrite -(ler_pmul2l (ltr0n R 5 : 0 < 5%:R)); apply: le_trans (raised_grows R p l).
move: hi; rewrite ltr_pdivr_mulr // [i%:R * _]mulrC => /ltW/le_trans; apply.
by rewrite ler_wpmul2l ?(ltW e0) // ler_nat /l; lia.
Qed.

Theorem T3_5_network_false : ~ T3_5_network_statement R.
Proof.
move=> H; set e : R := 2%:R^-1 ^+ 1.
have n1 j : (j < 1)%N -> normalised (bases_layer R j) by case: j => // _; apply: bases_normalised.
have th : own_thresholds (bases_layer R) (fun j _ => bases_layer R j) (fun _ k => 2%:R^-1 ^+ k.+1) (fun=> 1%N) (fun=> 1) (fun=> 0) 1.
  move=> [|//] _; exists 2%:R^-1; split; [exact: bases_gen_coherence|move=> _; exact: bases_in_X|exact: bases_geometric].
have [q [C [q0 q1 le]]] := H 1%N _ _ (fun=> 1%N) (fun=> 1) (fun=> 0) n1 (fun=> isT) (@bases_assumption1 R) (fun=> ler01) (fun=> lexx 0)
  _ (@raised R 0) e th (@raised_near R 0).
pose x (j : nat) : 'cV[R]_(bases_dim j) := match j return 'cV[R]_(bases_dim j) with 0%N => bases R *m spike e 0 | 1%N => spike e 0 | _ => 0 end.
have cl : dsc_class (bases_layer R) (fun=> 1%N) (fun=> 1) (fun=> 0) 1 x (fun=> 0).
  move=> [|//] _; split; first by rewrite addr0.
  by apply: spike_class; rewrite ?lexx ?(ltW (half_pos R 1)) ?(half_le1 R 1).
have [K0 hK] := T3_5_network_grows_true 0%N (`|C| + C * e + 1).
have := le_trans (hK K0 (leqnn _)) (le K0 x _ cl 1%N isT); apply/negP; rewrite -ltNge big_ord1 mulr0 addr0.
rewrite addrAC ltr_add2r; apply: (@le_lt_trans _ _ `|C|); last by rewrite ltr_addl ltr01.
apply: le_trans (ler_norm _) _; rewrite normrM ler_pimulr // ger0_norm ?exprn_ge0 ?exprn_ile1 ?(ltW q0) ?(ltW q1) //.
Qed.
End Limits.
