(* X2: the largest entry that a null vector of l1 norm at most 1 can have at place i is t_i / (1 + t_i), where t_i is the
   least possible max |w . d_j| over j != i among the w with w . d_i = 1. This is linear programming duality. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Duality.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* t_i of Definition 5.1, one row: the minimum, attained *)
Definition row_coherence (R : realFieldType) m n (D : 'M[R]_(m, n)) i t : Prop :=
  [/\ 0 <= t,
      exists w : 'cV[R]_m, (w^T *m D) 0 i = 1 /\ forall j, j != i -> `|(w^T *m D) 0 j| <= t &
      forall (w : 'cV[R]_m) b, 0 <= b -> (w^T *m D) 0 i = 1 -> (forall j, j != i -> `|(w^T *m D) 0 j| <= b) -> t <= b].

Definition X2_equality (R : realFieldType) : Prop := forall m n (D : 'M[R]_(m, n)) i t, row_coherence D i t ->
  (forall z, D *m z = 0 -> l1 z <= 1 -> z i 0 <= t / (1 + t)) /\
  exists z, [/\ D *m z = 0, l1 z <= 1 & z i 0 = t / (1 + t)].

(* ---- proofs ---- *)
Section Proofs.
Variable R : realFieldType.
Variables (m n : nat) (D : 'M[R]_(m, n)) (i : 'I_n) (t : R).
Hypothesis rt : row_coherence D i t.

Let t0 : 0 <= t. Proof. by case: rt. Qed.
Let p1 : 0 < 1 + t. Proof. by rewrite ltr_spaddl ?ltr01. Qed.
Let rest (z : 'cV[R]_n) : R := \sum_(j | j != i) `|z j 0|.

Lemma l1_rest z : l1 z = `|z i 0| + rest z.
Proof. by rewrite /l1 (bigD1 i). Qed.

Lemma share_entry z : D *m z = 0 -> `|z i 0| <= t / (1 + t) * l1 z.
Proof.
move=> Dz; have [_ [w [wi wj]] _] := rt.
have : (w^T *m (D *m z)) 0 0 = 0 by rewrite Dz mulmx0 mxE.
rewrite mulmxA mxE (bigD1 i) //= wi mul1r => /eqP; rewrite addr_eq0 => /eqP e.
have le : `|z i 0| <= t * rest z.
  rewrite e normrN mulr_sumr; apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => j ji.
  by rewrite normrM ler_wpmul2r // wj.
rewrite mulrAC ler_pdivl_mulr // mulrDr mulr1 l1_rest mulrDr addrC [_ * t]mulrC.
by rewrite ler_add2l.
Qed.

Lemma share_upper z : D *m z = 0 -> l1 z <= 1 -> z i 0 <= t / (1 + t).
Proof.
move=> Dz z1; apply: le_trans (ler_norm _) _; apply: le_trans (share_entry Dz) _.
by rewrite ler_pimulr // divr_ge0 // ltW.
Qed.

(* the inequalities that follow from: |w . d_j| <= tau for j != i, and tau - t (w . d_i) <= -1, in the unknowns w and tau *)
Let C (r : row R (m + 1)) : Prop := exists (z : 'cV[R]_n) (y s : R),
  [/\ 0 <= y, z i 0 = - t * y, rest z <= s, r.1 = row_mx (D *m z)^T (y - s)%:M & r.2 = - y].

Lemma C_closed_add r q : C r -> C q -> C (r.1 + q.1, r.2 + q.2).
Proof.
move=> [z [y [s [y0 zi zs e1 e2]]]] [z' [y' [s' [y0' zi' zs' e1' e2']]]].
exists (z + z'), (y + y'), (s + s'); split; rewrite ?addr_ge0 //.
- by rewrite mxE zi zi' mulrDr.
- apply: le_trans (ler_add zs zs'); rewrite -big_split /=; apply: ler_sum => j _.
  by rewrite mxE ler_norm_add.
- rewrite /= e1 e1' add_row_mx -linearD -mulmxDr; congr row_mx.
  by rewrite -raddfD /=; congr (_%:M); rewrite opprD addrACA.
- by rewrite /= e2 e2' opprD.
Qed.

Lemma C_closed_scale r a : 0 <= a -> C r -> C (a *: r.1, a * r.2).
Proof.
move=> a0 [z [y [s [y0 zi zs e1 e2]]]]; exists (a *: z), (a * y), (a * s); split; rewrite ?mulr_ge0 //.
- by rewrite mxE zi mulrCA.
- apply: le_trans (ler_wpmul2l a0 zs); rewrite mulr_sumr; apply: ler_sum => j _.
  by rewrite mxE normrM (ger0_norm a0).
- rewrite /= e1 scale_row_mx -linearZ /= -scalemxAr; congr row_mx.
  by rewrite scale_scalar_mx mulrBr.
- by rewrite /= e2 mulrN.
Qed.

Let plus j : row R (m + 1) := (row_mx (col j D)^T (- 1)%:M, 0).
Let minus j : row R (m + 1) := (row_mx (- (col j D)^T) (- 1)%:M, 0).
Let last : row R (m + 1) := (row_mx (- t *: (col i D)^T) 1%:M, - 1).
Let system := last :: [seq plus j | j <- enum 'I_n & j != i] ++ [seq minus j | j <- enum 'I_n & j != i].

Lemma rest_atom (a : R) j : j != i -> rest (a *: delta_mx j 0) = `|a|.
Proof.
move=> ji; rewrite /rest (bigD1 j) //= !mxE !eqxx mulr1 big1 ?addr0 // => l /andP[_ lj].
by rewrite !mxE (negbTE lj) mulr0 normr0.
Qed.

Lemma system_C r : r \in system -> C r.
Proof.
rewrite inE mem_cat => /orP[/eqP->|].
  exists (- t *: delta_mx i 0), 1, 0; split; rewrite ?ler01 ?mulr1 //.
  - by rewrite !mxE !eqxx mulr1.
  - by rewrite /rest big1 // => j ji; rewrite !mxE (negbTE ji) mulr0 normr0.
  - by rewrite /= -scalemxAr -colE linearZ subr0.
case/orP=> /mapP[j]; rewrite mem_filter => /andP[ji _] ->.
  exists (1 *: delta_mx j 0), 0, 1; split; rewrite ?mulr0 ?oppr0 //.
  - by rewrite !mxE eq_sym (negbTE ji) mulr0.
  - by rewrite rest_atom // normr1.
  - by rewrite /= scale1r -colE sub0r.
exists ((- 1) *: delta_mx j 0), 0, 1; split; rewrite ?mulr0 ?oppr0 //.
- by rewrite !mxE eq_sym (negbTE ji) mulr0.
- by rewrite rest_atom // normrN1.
- by rewrite /= scaleN1r mulmxN -colE linearN sub0r.
Qed.

Lemma share_attained : exists z, [/\ D *m z = 0, l1 z <= 1 & z i 0 = t / (1 + t)].
Proof.
have [tz|tz] := eqVneq t 0.
  by exists 0; rewrite mulmx0 l10 mxE tz mul0r; split; rewrite ?ler01.
have tp : 0 < t by rewrite lt_neqAle eq_sym tz.
have [_ [w0 [w0i w0j]] tmin] := rt.
have zero r : r \in system -> forall j : 'I_(m + 1), (m + 1 <= j)%N -> r.1 0 j = 0.
  by move=> _ j; rewrite leqNgt ltn_ord.
have [[x hx]|] := eliminate C_closed_add C_closed_scale (leqnn _) zero system_C.
  exfalso; pose w := usubmx x; pose tau := dsubmx x 0 0.
  have value (a : 'rV[R]_m) (b : R) : at_point (row_mx a b%:M) x = (a *m w) 0 0 + b * tau.
    rewrite /at_point -[x]vsubmxK mul_row_col mxE mul_scalar_mx [X in _ + X]mxE.
    by [].
  have wD j : ((col j D)^T *m w) 0 0 = (w^T *m D) 0 j.
    rewrite -[w in LHS]trmxK -trmx_mul mxE colE mulmxA -colE mxE. by [].
  have lastx : tau + 1 <= t * (w^T *m D) 0 i.
    have := hx last (mem_head _ _); rewrite /holds_at value -scalemxAl mxE wD mul1r /= mulNr.
    by rewrite addrC ler_subl_addr => le; rewrite -ler_subr_addr addrC.
  have bound j : j != i -> `|(w^T *m D) 0 j| <= tau.
    move=> ji; rewrite ler_norml; apply/andP; split.
      have : minus j \in system by rewrite inE mem_cat (map_f minus) ?orbT // mem_filter ji mem_enum.
      move=> /hx; rewrite /holds_at value mulNmx mxE wD mulN1r /= -opprD oppr_le0.
      by rewrite -ler_subl_addr sub0r ler_oppl.
    have : plus j \in system by rewrite inE mem_cat (map_f plus) ?orbT // mem_filter ji mem_enum.
    by move=> /hx; rewrite /holds_at value wD mulN1r subr_le0.
  have tau0 : 0 <= tau.
    rewrite leNgt; apply/negP => neg; have : t <= 0.
      apply: (tmin w0 0) => // j ji; have := le_lt_trans (bound j ji) neg; by rewrite ltNge normr_ge0.
    by rewrite leNgt tp.
  set g := (w^T *m D) 0 i in lastx; have g0 : 0 < g.
    rewrite -(pmulr_rgt0 _ tp); apply: lt_le_trans lastx; by rewrite ltr_spaddr ?ltr01.
  have scaled j : ((g^-1 *: w)^T *m D) 0 j = g^-1 * (w^T *m D) 0 j by rewrite linearZ -scalemxAl mxE.
  have : t <= tau / g.
    apply: (tmin (g^-1 *: w)); rewrite ?divr_ge0 ?(ltW g0) //.
      by rewrite scaled mulVf // gt_eqF.
    move=> j ji; rewrite scaled normrM normfV (gtr0_norm g0) mulrC ler_wpmul2r ?invr_ge0 ?(ltW g0) //.
    exact: bound.
  rewrite ler_pdivl_mulr // => /(le_trans lastx); by rewrite ger_addl leNgt ltr01.
move=> [b [b0 [z [y [s [y0 zi zs e1 /= e2]]]]]].
have yp : 0 < y by rewrite -oppr_lt0 -e2.
have [Dz ys] : D *m z = 0 /\ s = y.
  have := congr1 lsubmx e1; have := congr1 rsubmx e1; rewrite /= row_mxKl row_mxKr !linear0.
  move=> /matrixP/(_ 0 0); rewrite !mxE eqxx mulr1n => /esym/eqP; rewrite subr_eq0 => /eqP -> d0; split=> //.
  by apply: trmx_inj; rewrite -d0 trmx0.
have q : 0 < (1 + t) * y by rewrite mulr_gt0.
exists (- ((1 + t) * y)^-1 *: z); split.
- by rewrite -scalemxAr Dz scaler0.
- have -> : l1 (- ((1 + t) * y)^-1 *: z) = ((1 + t) * y)^-1 * l1 z.
    rewrite /l1 mulr_sumr; apply: eq_bigr => j _; rewrite mxE normrM normrN normfV (gtr0_norm q) //.
  rewrite mulrC ler_pdivr_mulr // mul1r l1_rest zi normrM normrN (ger0_norm t0) (ger0_norm y0).
  by rewrite mulrDl mul1r addrC ler_add2r -ys.
- rewrite mxE zi mulNr mulNr mulrN opprK invfM mulrC -mulrA mulrCA.
  by rewrite mulrC -!mulrA mulVf ?mulr1 // gt_eqF.
Qed.

End Proofs.

Theorem X2_equality_true (R : realFieldType) : X2_equality R.
Proof. by move=> m n D i t rt; split; [exact: share_upper|exact: share_attained]. Qed.
