(* What the thresholds (7) do, under both readings of the class over which the supremum is taken. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Thresholds.
Variable R : realFieldType.
Variables (m n : nat) (D : 'M[R]_(m, n)) (W : nat -> 'M[R]_(m, n)) (theta : nat -> R).

(* one atom, a times *)
Definition spike (a : R) (i : 'I_n) : 'cV[R]_n := a *: delta_mx i 0.

Lemma spikeE a i j : spike a i j 0 = if j == i then a else 0.
Proof. by rewrite !mxE eqxx andbT; case: eqP; rewrite ?mulr1 ?mulr0. Qed.

Lemma spike_l0 a i : (l0 (spike a i) <= 1)%N.
Proof.
rewrite /l0 -(cards1 i) subset_leq_card //; apply/subsetP => j; rewrite !inE spikeE.
by case: (j == i); rewrite ?eqxx.
Qed.

Lemma spike_supp a i : a != 0 -> supp (spike a i) = [set i].
Proof. by move=> a0; apply/setP => j; rewrite !inE spikeE; case: (j == i); rewrite ?eqxx. Qed.

Lemma spike_class s B delta a i : (0 < s)%N -> 0 <= a -> a <= B -> 0 <= delta -> in_class s B delta (spike a i) (0 : 'cV[R]_m).
Proof.
move=> s0 a0 aB d0; split; [exact: leq_trans (spike_l0 a i) s0| |by rewrite l10] => j.
by rewrite spikeE; case: (j == i); rewrite ?normr0 ?ger0_norm // (le_trans a0).
Qed.

Lemma sq2_spike a i : sq2 (spike a i) = a ^+ 2.
Proof.
rewrite /sq2 (bigD1 i) //= spikeE eqxx big1 ?addr0 // => j ji.
by rewrite spikeE (negbTE ji) expr0n.
Qed.

Lemma analyse_spike (V : 'M[R]_(m, n)) a i j : (V^T *m (D *m spike a i)) j 0 = a * (V^T *m D) j i.
Proof.
rewrite dotE (bigD1 i) //= spikeE eqxx mulrC big1 ?addr0 // => l li.
by rewrite spikeE (negbTE li) mulr0.
Qed.

Lemma stays0 y : (forall k i, `|((W k)^T *m y) i 0| <= theta k) -> forall k, lista D W theta y k = 0.
Proof.
move=> h; elim=> [//|k IH]; apply/matrixP => i j.
by rewrite ord1 /= mxE IH mulmx0 subr0 add0r [RHS]mxE; apply: soft0.
Qed.

(* an atom of size at most every threshold is never found *)
Lemma never_found mt a i : (forall k, coh (W k) D mt) -> mt <= 1 -> 0 <= a -> (forall k, a <= theta k) ->
  forall k, lista D W theta (D *m spike a i + 0) k = 0.
Proof.
move=> co mt1 a0 at_ k; rewrite addr0; apply: stays0 => {}k j; apply: le_trans (at_ k).
rewrite analyse_spike normrM (ger0_norm a0) ler_pimulr //; have [dg off] := co k.
by have [->|ne] := eqVneq j i; [rewrite dg normr1|apply: le_trans (off _ _ ne) mt1].
Qed.

Section Seven.
Variables (class : 'cV[R]_n -> 'cV[R]_m -> Prop) (mt delta : R).
Hypotheses (mt0 : 0 <= mt) (th : thresholds7 class D W theta mt delta).

(* theta_k is at least mt times the error of every signal of the class, and C_W delta *)
Lemma threshold_above x e k : class x e -> mt * l1 (lista D W theta (D *m x + e) k - x) + entry_max (W k) * delta <= theta k.
Proof. by move=> cl; have [S [[up _] ->]] := th k; rewrite ler_add2r up //; exists x, e. Qed.

Lemma threshold_below E k : (forall x e, class x e -> l1 (lista D W theta (D *m x + e) k - x) <= E) ->
  theta k <= mt * E + entry_max (W k) * delta.
Proof.
move=> h; have [S [[_ least] ->]] := th k; rewrite ler_add2r; apply: least => a [x [e [cl ->]]].
by rewrite ler_wpmul2l // h.
Qed.

Lemma threshold_noise x e k : class x e -> entry_max (W k) * delta <= theta k.
Proof. by move=> cl; apply: le_trans (threshold_above k cl); rewrite ler_addr mulr_ge0 ?l1_ge0. Qed.
End Seven.

(* The reading with sparsity: containment and rate. *)
Section Sparse.
Variables (mt C B delta : R) (s : nat).
Hypotheses (mt0 : 0 <= mt) (co : forall k, coh (W k) D mt) (hC : forall k, entry_max (W k) = C).
Hypotheses (B0 : 0 <= B) (d0 : 0 <= delta) (th : thresholds_sparse D W theta mt s B delta).

Let bound k := envelope (t51 s B delta mt C) k.

Lemma C_ge0 : 0 <= C. Proof. by rewrite -(hC 0); apply: entry_max_ge0. Qed.

Lemma noise7 (x : 'cV[R]_n) e k i : in_class s B delta x e -> `|((W k)^T *m e) i 0| <= C * delta.
Proof.
case=> _ _ en; apply: le_trans (noise_bound e i (_ : forall a b, `|W k a b| <= C)) _; last by rewrite ler_wpmul2l // C_ge0.
by move=> a b; rewrite -(hC k); apply: entry_maxP.
Qed.

Lemma sparse_reading : (0 < s)%N -> forall k x e, in_class s B delta x e ->
  let xk := lista D W theta (D *m x + e) k in supp xk \subset supp x /\ l1 (xk - x) <= bound k.
Proof.
move=> s0; elim=> [|k IH] x e cl /=.
  split; first by apply/subsetP => i; rewrite inE mxE eqxx.
  by rewrite sub0r l1N; apply: l1_class cl B0.
have [sub err] := IH x e cl; have [l0s _ _] := cl.
have ab := threshold_above th k cl; rewrite hC in ab.
have be : theta k <= mt * bound k + C * delta.
  by rewrite -(hC k); apply: (threshold_below mt0 th) => u f cu; have [] := IH u f cu.
have nu0 : 0 <= C * delta by rewrite mulr_ge0 // C_ge0.
have t0 : 0 <= theta k by apply: le_trans ab; rewrite addr_ge0 // mulr_ge0 ?l1_ge0.
have noise i := noise7 k i cl.
split; first exact: (step_supp (co k) mt0 noise (lexx _) ab).
apply: le_trans (step_err (co k) mt0 s0 noise sub l0s (lexx _) ab t0 nu0) _.
rewrite /bound /=; set E := envelope _ _ in err be *; set xk := lista _ _ _ _ _ in err *.
apply: (@le_trans _ _ ((s%:R - 1) * mt * E + s%:R * (C * delta + (mt * E + C * delta)))).
  apply: ler_add; last by rewrite ler_wpmul2l ?ler0n // ler_add2l.
  by rewrite ler_wpmul2l // mulr_ge0 // subr_ge0 ler1n.
rewrite natrM le_eqVlt; apply/orP; left; apply/eqP.
by move: E (C * delta) => a b; ring.
Qed.

Lemma sparse_rate q : (0 < s)%N -> ((2 * s)%:R - 1) * mt <= q -> q < 1 -> forall k x e, in_class s B delta x e ->
  l1 (lista D W theta (D *m x + e) k - x) <= s%:R * B * q ^+ k + (2 * s)%:R * C / (1 - q) * delta.
Proof.
move=> s0 hq q1 k x e cl; have [_ err] := sparse_reading s0 k cl; apply: le_trans err _.
have q0 : 0 <= ((2 * s)%:R - 1) * mt by rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
have q00 : 0 <= q := le_trans q0 hq.
have p : 0 < 1 - q by rewrite subr_gt0.
have A0 : 0 <= (2 * s)%:R * C / (1 - q) * delta.
  by rewrite mulr_ge0 // divr_ge0 ?(ltW p) // mulr_ge0 ?ler0n ?C_ge0.
rewrite /bound; elim: k => [|k IH] /=; first by rewrite expr0 mulr1 ler_addl.
have e0 : 0 <= envelope (t51 s B delta mt C) k.
  elim: (k) => [|l IHl] /=; first by rewrite mulr_ge0 ?ler0n.
  by apply: addr_ge0; [exact: mulr_ge0|rewrite !mulr_ge0 ?ler0n ?C_ge0].
apply: (@le_trans _ _ (q * envelope (t51 s B delta mt C) k + (2 * s)%:R * (C * delta))).
  by rewrite ler_add2r ler_wpmul2r.
apply: (@le_trans _ _ (q * (s%:R * B * q ^+ k + (2 * s)%:R * C / (1 - q) * delta) + (2 * s)%:R * (C * delta))).
  by rewrite ler_add2r ler_wpmul2l.
rewrite le_eqVlt; apply/orP; left; apply/eqP; rewrite exprS.
have nz : 1 - q != 0 by rewrite gt_eqF.
have -> : (2 * s)%:R * (C * delta) = (2 * s)%:R * C / (1 - q) * delta * (1 - q).
  by rewrite [RHS]mulrAC divfK // mulrA.
by move: ((2 * s)%:R * C / (1 - q) * delta) (s%:R * B) (q ^+ k) => a b c; ring.
Qed.
End Sparse.

(* The printed reading, for a dictionary with a null vector of entries +- 1: the thresholds are constant. *)
Section Constant.
Variables (mt C B delta : R) (z : 'cV[R]_n).
Hypotheses (mt0 : 0 <= mt) (co : forall k, coh (W k) D mt) (hC : forall k, entry_max (W k) = C).
Hypotheses (B0 : 0 <= B) (d0 : 0 <= delta) (Dz : D *m z = 0) (z1 : forall i, `|z i 0| = 1).
Hypothesis th : forall k, theta k = mt * (n%:R * B) + C * delta.

Let C0 : 0 <= C. Proof. by rewrite -(hC 0); apply: entry_max_ge0. Qed.
Let t0 k : 0 <= theta k. Proof. by rewrite th addr_ge0 ?mulr_ge0 ?ler0n. Qed.

Lemma errors_shrink x e : in_XB B delta x e -> forall k i, `|(lista D W theta (D *m x + e) k - x) i 0| <= `|x i 0|.
Proof.
move=> [xB en]; elim=> [|k IH] i; first by rewrite sub0r mxE normrN.
set xk := lista _ _ _ _ k in IH *.
have noise j : `|((W k)^T *m e) j 0| <= C * delta.
  apply: le_trans (noise_bound e j (_ : forall a b, `|W k a b| <= C)) _; last by rewrite ler_wpmul2l.
  by move=> a b; rewrite -(hC k); apply: entry_maxP.
have err : l1 (xk - x) <= n%:R * B.
  rewrite /l1 -[X in X%:R * _](card_ord n) mulr_natl -sumr_const; apply: ler_sum => j _.
  exact: le_trans (IH j) (xB j).
pose v := (xk + (W k)^T *m (D *m x + e - D *m xk)) i 0.
have close : `|v - x i 0| <= theta k.
  apply: le_trans (vP xk x (co k) noise i) _; rewrite th ler_add2r ler_wpmul2l //.
  by apply: le_trans err; rewrite ler_subl_addr ler_addl.
have -> : (lista D W theta (D *m x + e) k.+1 - x) i 0 = soft (theta k) v - x i 0 by rewrite /= 2!mxE [(- x) i 0]mxE.
move: close; generalize v (x i 0) (theta k) (t0 k) => {}v a t tp close.
have [small|big] := leP `|v| t; first by rewrite soft0 // sub0r normrN.
move: close; rewrite ler_norml => /andP[lo hi].
have [v0|v0] := leP 0 v.
  move: big; rewrite ger0_norm // => big; rewrite soft_relu // relu_ge0 ?subr_ge0 ?(ltW big) //.
  rewrite relu_le0 ?subr0; last by rewrite subr_le0 (le_trans _ tp) // oppr_le0.
  have le : v - t - a <= 0 by rewrite addrAC subr_le0.
  have ge : - a <= v - t - a by rewrite ler_addr subr_ge0 ltW.
  rewrite ler0_norm // (le_trans _ (ler_norm a)) // ler_oppl //.
move: big; rewrite ltr0_norm // => big; rewrite soft_relu // relu_le0; last by rewrite subr_le0 (le_trans (ltW v0)).
rewrite relu_ge0 ?subr_ge0 ?(ltW big) // sub0r opprB opprK.
have ge : 0 <= t + v - a by rewrite -addrA addrC -ler_subl_addr sub0r.
rewrite ger0_norm // -(normrN a) (le_trans _ (ler_norm (- a))) //.
by rewrite -[X in _ <= X]add0r ler_add2r -ler_subr_addr sub0r ltW.
Qed.

Lemma constant_thresholds : thresholds_printed D W theta mt B delta.
Proof.
move=> k; exists (mt * (n%:R * B)); split; last by rewrite th hC.
split=> [a [x [e [cl ->]]]|b hb].
  rewrite ler_wpmul2l // /l1 -[X in X%:R * _](card_ord n) mulr_natl -sumr_const; apply: ler_sum => i _.
  by apply: le_trans (errors_shrink cl k i) _; case: cl.
apply: hb; exists (B *: z), 0; split.
  by split=> [i|]; rewrite ?l10 // mxE normrM z1 mulr1 ger0_norm.
rewrite -scalemxAr Dz scaler0 addr0 stays0 => [|l i]; last by rewrite mulmx0 mxE normr0.
rewrite sub0r l1N /l1; congr (_ * _); under eq_bigr do rewrite mxE normrM z1 mulr1 ger0_norm //.
by rewrite sumr_const card_ord mulr_natl.
Qed.
End Constant.

(* The reading with sparsity for one nonzero and no noise: theta_k = mt^(k+1) B. *)
Section Geometric.
Variables (mt B : R).
Hypotheses (mt0 : 0 <= mt) (mt1 : mt <= 1) (co : forall k, coh (W k) D mt) (B0 : 0 <= B).
Hypothesis th : forall k, theta k = mt ^+ k.+1 * B.

Let t0 k : 0 <= theta k. Proof. by rewrite th mulr_ge0 ?exprn_ge0. Qed.

Lemma soft_error (t a : R) : 0 <= t -> 0 <= a -> a - soft t a = Num.min a t.
Proof.
move=> tp ap; have [le|lt] := leP a t; first by rewrite soft0 ?subr0 // ger0_norm.
rewrite soft_relu // relu_ge0 ?subr_ge0 ?(ltW lt) // relu_le0; last by rewrite subr_le0 (le_trans _ tp) // oppr_le0.
by rewrite subr0 opprB addrC subrK.
Qed.

Lemma spike_iter a i k : 0 <= a -> a <= B ->
  lista D W theta (D *m spike a i + 0) k = spike (a - Num.min a (mt ^+ k * B)) i.
Proof.
move=> a0 aB; rewrite addr0; elim: k => [|k IH] /=.
  by rewrite expr0 mul1r min_l // subrr /spike scale0r.
have eB : mt ^+ k * B >= 0 by rewrite mulr_ge0 ?exprn_ge0.
set c := Num.min a (mt ^+ k * B) in IH.
have c0 : 0 <= c by rewrite le_minr a0.
have cth : mt * c <= theta k by rewrite th exprS -mulrA ler_wpmul2l // le_minl lexx orbT.
apply/matrixP => j l; rewrite ord1 [LHS]mxE IH spikeE.
have -> : D *m spike a i - D *m spike (a - c) i = D *m spike c i.
  by rewrite -mulmxBr /spike -scalerBl opprB addrC subrK.
rewrite mxE spikeE analyse_spike; have [dg off] := co k; case: eqP => [->|/eqP ji].
  by rewrite dg mulr1 subrK -(th k) -soft_error // opprB addrC subrK.
rewrite add0r soft0 // normrM (ger0_norm c0) mulrC.
by apply: le_trans cth; rewrite ler_wpmul2r // off.
Qed.

Lemma geometric_thresholds (i0 : 'I_n) : thresholds_sparse D W theta mt 1 B 0.
Proof.
move=> k; exists (theta k); split; last by rewrite mulr0 addr0.
have pos_err a i : 0 <= a -> a <= B -> l1 (lista D W theta (D *m spike a i + 0) k - spike a i) = Num.min a (mt ^+ k * B).
  move=> a0 aB; rewrite spike_iter // /spike -scalerBl addrAC subrr add0r -/(spike _ i).
  rewrite /l1 (bigD1 i) //= spikeE eqxx normrN ger0_norm; last by rewrite le_minr a0 mulr_ge0 ?exprn_ge0.
  by rewrite big1 ?addr0 // => j ji; rewrite spikeE (negbTE ji) normr0.
have mk : mt ^+ k * B <= B by rewrite ler_pimull // exprn_ile1.
split=> [b [x [e [[x1 xB e0] ->]]]|b hb]; last first.
  apply: hb; exists (spike B i0), 0; split; first exact: spike_class.
  by rewrite pos_err // min_r // th exprS mulrA.
have -> : e = 0 by apply: l1_eq0; apply: le_anti; rewrite e0 l1_ge0.
have [i [a xE]] : exists i a, x = spike a i.
  have [/eqP|] := eqVneq (supp x) finset.set0; last first.
    move=> /set0Pn[i ix]; exists i, (x i 0); apply/matrixP => j l; rewrite ord1 spikeE; case: eqP => [->//|/eqP ji].
    apply/eqP; apply: contraTT x1 => nz; rewrite -ltnNge /l0 (cardsD1 i) ix (cardsD1 j) !inE ji nz //.
  rewrite -cards_eq0 => /eqP x0; exists i0, 0; apply/matrixP => j l; rewrite ord1 spikeE if_same.
  have /eqP := x0; rewrite cards_eq0 => /eqP s0; have : j \notin supp x by rewrite s0 inE.
  by rewrite inE negbK => /eqP.
have aB : `|a| <= B by have := xB i; rewrite xE spikeE eqxx.
rewrite th exprS -mulrA ler_wpmul2l // xE.
have [a0|a0] := leP 0 a.
  by rewrite pos_err ?(le_trans (ler_norm a)) // le_minl lexx orbT.
have odd y : lista D W theta (- y) k = - lista D W theta y k.
  elim: (k) => [|l IH] /=; first by rewrite oppr0.
  apply/matrixP => p r; rewrite ord1 /step [LHS]mxE IH [RHS]mxE [in RHS]mxE -softN; congr soft.
  have -> : - y - D *m - lista D W theta y l = - (y - D *m lista D W theta y l) by rewrite mulmxN opprB opprK addrC.
  by rewrite mulmxN -opprD mxE.
have -> : spike a i = - spike (- a) i by rewrite /spike scaleNr opprK.
have -> : D *m - spike (- a) i + 0 = - (D *m spike (- a) i + 0) by rewrite mulmxN !addr0.
by rewrite odd -opprD l1N pos_err ?oppr_ge0 ?(ltW a0) // ?le_minl ?lexx ?orbT // (le_trans (ler_norm _)) ?normrN.
Qed.
End Geometric.
End Thresholds.
