(* Theorem 3.1: J layers, one convolutional network. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring zify.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence Thresholds Deep Rate Network Signs DeepNetwork ThreeBases Growth.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : rcfType.

(* Read with a linear read-out, the difference of the two halves of the output. The constants q and C depend on the dictionaries alone, C'
   on the sparsities and magnitudes too; one network serves every signal and noise of the class; net j is its part up to layer j. *)
Definition T3_1_repaired_statement : Prop :=
  forall (s J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)),
  (1 < s)%N -> (0 < J)%N -> (forall j, (0 < d j)%N) -> (forall j, (j < J)%N -> normalised (D j)) ->
  exists q C, [/\ 0 < q, q < 1, 0 < C &
  forall lambda B, (forall j, (0 < lambda j)%N) -> (forall j, 0 <= B j) -> assumption1 D lambda J -> exists C', 0 < C' /\
  forall K delta, (forall j, 0 <= delta j) -> exists net : nat -> seq (op R),
    [/\ forall j, exists rest, net j.+1 = net j ++ rest,
        proper (net J),
        (depth (net J) <= (K + 4) * \sum_(j < J) (trunc_log s (2 * (d j + d j.+1))).+1)%N,
        (weights s (net J) 1 (d 0%N) <= 8 * (K + 9) * s ^ 2 * \sum_(j < J) (d j + d j.+1) ^ 2)%N &
        forall x e, dsc_class D lambda B delta J x e -> forall j, (j <= J)%N ->
          l2 (row_mx 1%:M (- 1%:M) *m output (d j + d j) (run s (net j) (input (x 0%N))) - x j)
          <= C' * q ^+ K + C * \sum_(i < j) delta i.+1]].

(* Read by Definition 3.1 alone, which ends in a ReLU: any network for each signal, read anywhere. *)
Definition T3_1_statement : Prop :=
  forall (s J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)),
  (1 < s)%N -> (0 < J)%N -> (forall j, (0 < d j)%N) -> (forall j, (j < J)%N -> normalised (D j)) ->
  exists q C, [/\ 0 < q, q < 1, 0 < C &
  forall lambda B, (forall j, (0 < lambda j)%N) -> (forall j, 0 <= B j) -> assumption1 D lambda J -> exists C', 0 < C' /\
  forall K delta, (forall j, 0 <= delta j) -> forall x e, dsc_class D lambda B delta J x e ->
  exists (net : nat -> seq (op R)) (place : forall j, 'I_(d j) -> nat * nat), forall j, (0 < j <= J)%N -> (0 < depth (net j))%N /\
    l2 (\col_i entry (run s (net j) (input (x 0%N))) (place j i).1 (place j i).2 - x j) <= C' * q ^+ K + C * \sum_(i < j) delta i.+1].

(* ... no network comes nearer than B to the code - B e_i, whatever the dictionary *)
Definition T3_1_misses_statement : Prop :=
  forall s m n (y : 'cV[R]_m) (net : seq (op R)) (place : 'I_n -> nat * nat) i B, (0 < depth net)%N -> 0 <= B ->
  B <= l2 (\col_l entry (run s net (input y)) (place l).1 (place l).2 - - B *: delta_mx i 0).
End Statements.

Section Proofs.
Variable R : rcfType.

Lemma l2_le_l1 n (z : 'cV[R]_n) : l2 z <= l1 z.
Proof. by rewrite /l2 -[X in _ <= X]ger0_norm ?l1_ge0 // -sqrtr_sqr ler_wsqrtr // sq2_l1. Qed.

Lemma bound_mono s (mu mu' : R) : 0 <= mu -> mu <= mu' -> coherence_bound s mu' -> coherence_bound s mu.
Proof.
move=> mu0 le [e|h]; first by left; apply: le_anti; rewrite mu0 -e le.
have [->|nz] := eqVneq mu 0; first by left.
have p : 0 < mu by rewrite lt_neqAle eq_sym nz.
right; apply: lt_le_trans h _; rewrite ler_wpmul2r ?invr_ge0 ?ler0n // ler_add2l lef_pinv ?posrE //.
exact: lt_le_trans p le.
Qed.

Lemma bound_less s s' (mu : R) : (s' <= s)%N -> coherence_bound s mu -> coherence_bound s' mu.
Proof. by move=> le [->|h]; [left|right; apply: le_lt_trans h; rewrite ler_nat]. Qed.

Lemma halvesE p (f : feature R) : halves p f = row_mx 1%:M (- 1%:M) *m output (p + p) f.
Proof.
rewrite -[output _ _]vsubmxK mul_row_col mul1mx mulNmx mul1mx.
by apply/matrixP => i j; rewrite ord1 !mxE.
Qed.

Theorem T3_1_misses : T3_1_misses_statement R.
Proof.
move=> s m n y net place i B dp B0; set u := \col__ _.
have ui : 0 <= u i 0 by rewrite mxE run_depth.
rewrite -[X in X <= _](ger0_norm B0) -sqrtr_sqr ler_wsqrtr // /sq2 (bigD1 i) //= -[X in X <= _]addr0 ler_add //; last first.
  by apply: sumr_ge0 => l _; apply: sqr_ge0.
rewrite [(u - _) i 0]mxE; move: (u i 0) ui => a a0; rewrite !mxE !eqxx mulr1 opprK ler_expn2r ?nnegrE ?addr_ge0 //.
by rewrite ler_addr.
Qed.

Section Network.
Variables (s J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).
Hypotheses (s2 : (1 < s)%N) (J0 : (0 < J)%N) (d0 : forall j, (0 < d j)%N) (nD : forall j, (j < J)%N -> normalised (D j)).

Let mu j := mutual_coherence (D j).
(* the largest rate of an admissible sparsity *)
Let q : R := Num.max 2%:R^-1 (\big[Num.max/0]_(j < J) \big[Num.max/0]_(i < (d j.+1).+1 | ((2 * i)%:R - 1) * mu j < 1) (((2 * i)%:R - 1) * mu j)).
Let G : R := 1 + \sum_(j < J) (2 * d j.+1)%:R / (1 - q).

Lemma q_half : 0 < q. Proof. by rewrite lt_maxr invr_gt0 ltr0n. Qed.
Lemma q_lt1 : q < 1.
Proof.
rewrite lt_maxl invf_lt1 ?ltr0n // ltr1n /=.
by apply: big_max_lt => [|j _]; [exact: ltr01|apply: big_max_lt => //; apply: ltr01].
Qed.

Lemma rate_le_q j i : (j < J)%N -> (i <= d j.+1)%N -> ((2 * i)%:R - 1) * mu j < 1 -> ((2 * i)%:R - 1) * mu j <= q.
Proof.
move=> jJ id lt; rewrite le_maxr; apply/orP; right.
pose F (j : 'I_J) := \big[Num.max/0]_(i < (d j.+1).+1 | ((2 * i)%:R - 1) * mu j < 1) (((2 * i)%:R - 1) * mu j).
apply: le_trans (max_ge F (isT : xpredT (Ordinal jJ))).
have := @max_ge R _ (fun i : 'I_(d j.+1).+1 => ((2 * i)%:R - 1) * mu j < 1) (fun i : 'I_(d j.+1).+1 => ((2 * i)%:R - 1) * mu j)
  (Ordinal (id : (i < (d j.+1).+1)%N)).
by apply.
Qed.

Variables (lambda : nat -> nat) (B : nat -> R).
Hypotheses (l0 : forall j, (0 < lambda j)%N) (B0 : forall j, 0 <= B j) (a1 : assumption1 D lambda J).

Let sp j := minn (lambda j) (d j).
Let one : nat -> R := fun=> 1.

Lemma sp_pos j : (0 < sp j)%N. Proof. by rewrite leq_min l0 d0. Qed.
Lemma mu_ge0 j : 0 <= mu j. Proof. exact: mutual_coherence_ge0. Qed.

Lemma sp_rate j : (j < J)%N -> ((2 * sp j.+1)%:R - 1) * mu j <= q.
Proof.
move=> jJ; apply: rate_le_q => //; first exact: geq_minr.
apply: bound_rate (mu_ge0 j) (sp_pos _) _; apply: bound_less (a1 jJ); exact: geq_minl.
Qed.

Lemma gain_le j : (j < J)%N -> gain sp one q j <= G.
Proof.
have p : 0 < 1 - q by rewrite subr_gt0 q_lt1.
move=> jJ; rewrite /gain mulr1 /G (bigD1 (Ordinal jJ)) //= addrCA ler_paddr //.
  by rewrite addr_ge0 ?ler01 // sumr_ge0 // => i _; rewrite divr_ge0 ?ler0n // ltW.
by rewrite ler_wpmul2r ?invr_ge0 ?(ltW p) // ler_nat leq_mul2l geq_minr.
Qed.

Lemma G_ge1 : 1 <= G.
Proof. by rewrite ler_addl sumr_ge0 // => i _; rewrite divr_ge0 ?ler0n // subr_ge0 ltW // q_lt1. Qed.

Variables (K : nat) (delta : nat -> R).
Hypothesis dl0 : forall j, 0 <= delta j.

Let c := deep_schedule sp B delta mu one K.
Let W j (_ : nat) := D j.
Let net := deep_net s D W c K.

Lemma net_depth : (depth (net J) <= (K + 4) * \sum_(j < J) (trunc_log s (2 * (d j + d j.+1))).+1)%N.
Proof.
rewrite depth_deep //; have rE j : (d j.+1 + d j.+1 + (d j + d j) = 2 * (d j + d j.+1))%N by lia.
under eq_bigr do rewrite rE; rewrite -big_distrr /=.
case: J J0 => [//|J'] _; rewrite big_ord_recl /=.
have : (trunc_log s (d 0 * 2) <= trunc_log s (2 * (d 0 + d 1)))%N by apply: leq_trunc_log; lia.
move: (trunc_log s (d 0 * 2)) (trunc_log s (2 * (d 0 + d 1))) (\sum_(i < J') _)%N => a b S ab.
apply: leq_trans (_ : 2 * (b.+1 + S) + K.+2 * (b.+1 + S) <= _)%N; first by rewrite leq_add2r; lia.
by rewrite -mulnDl leq_mul2r; apply/orP; right; lia.
Qed.

Lemma net_weights : (weights s (net J) 1 (d 0%N) <= 8 * (K + 9) * s ^ 2 * \sum_(j < J) (d j + d j.+1) ^ 2)%N.
Proof.
apply: leq_trans (weights_deep s2 D W c K d0 J) _.
have sq j : ((s * (d j.+1 + d j.+1 + (d j + d j))) ^ 2 = 4 * s ^ 2 * (d j + d j.+1) ^ 2)%N.
  have -> : (d j.+1 + d j.+1 + (d j + d j) = 2 * (d j + d j.+1))%N by lia.
  by rewrite !expnMn; move: (s ^ 2)%N (_ ^ 2)%N => a b; lia.
under eq_bigr do rewrite sq; rewrite -!big_distrr /=.
have -> : ((s * (2 * d 0)) ^ 2 = 4 * s ^ 2 * d 0 ^ 2)%N by rewrite !expnMn; move: (s ^ 2)%N (d 0 ^ 2)%N => a b; lia.
have le : (d 0 ^ 2 <= \sum_(j < J) (d j + d j.+1) ^ 2)%N.
  by case: J J0 => [//|J'] _; rewrite big_ord_recl /= (leq_trans _ (leq_addr _ _)) // leq_exp2r // leq_addr.
move: (s ^ 2)%N (d 0 ^ 2)%N (\sum_(j < J) _)%N le => a b S le.
have h : (13 * (4 * a * b) <= 14 * (4 * a * S))%N by apply: leq_mul => //; apply: leq_mul.
apply: leq_trans (leq_add h (leqnn _)) _.
have -> : (8 * (K + 9) * a * S = 2 * (K + 9) * (4 * a * S))%N by lia.
by move: (4 * a * S)%N => t; lia.
Qed.

Theorem network_error x e : dsc_class D lambda B delta J x e -> forall j, (j <= J)%N ->
  l2 (row_mx 1%:M (- 1%:M) *m output (d j + d j) (run s (net j) (input (x 0%N))) - x j)
  <= (1 + \sum_(i < J.+1) amp sp B one q i) * q ^+ K + G ^+ J * \sum_(i < j) delta i.+1.
Proof.
move=> hx j jJ; rewrite -halvesE.
have HR i : (i < J)%N -> [/\ (0 < sp i.+1)%N, 0 <= B i.+1, 0 <= delta i.+1, 0 <= mu i & 0 <= one i].
  by split=> //; [exact: sp_pos|exact: mu_ge0|by rewrite /one ler01].
have hx' : dsc_class D sp B delta J x e.
  move=> i iJ; have [xe [h b n]] := hx i iJ; split=> //; split=> //; rewrite leq_min h /=.
  by apply: leq_trans (max_card _) _; rewrite card_ord.
have H i : (i < J)%N -> [/\ (0 < sp i.+1)%N, 0 <= B i.+1, 0 <= delta i.+1 &
    covers (D i) (W i) (sp i.+1) (B i.+1) (delta i.+1 + eta K c i) (c i)].
  move=> iJ; split=> //; first exact: sp_pos.
  exists (mu i), 1; rewrite /c eta_left; split=> //; [exact: mu_ge0|move=> k].
  by split=> [|a b]; [apply: normalised_coh (nD iJ)|apply: normalised_entry (nD iJ)].
apply: le_trans (l2_le_l1 _) _; apply: le_trans (deep_net_error s2 d0 H hx' jJ) _.
have [_ r] := eta_rate K HR sp_rate q_lt1 jJ; apply: le_trans r _.
have [_ f] := floor_le HR q_lt1 jJ G_ge1 gain_le; apply: ler_add f.
have amp0 i : (i <= J)%N -> 0 <= amp sp B one q i by apply: amp_ge0 HR q_lt1 i.
apply: ler_wpmul2r; first by rewrite exprn_ge0 // ltW // q_half.
rewrite (bigD1 (Ordinal (jJ : (j < J.+1)%N))) //= addrCA ler_addl addr_ge0 ?ler01 // sumr_ge0 // => i _.
by rewrite amp0 // -ltnS.
Qed.

Lemma constant_pos : 0 < 1 + \sum_(i < J.+1) amp sp B one q i.
Proof.
have HR i : (i < J)%N -> [/\ (0 < sp i.+1)%N, 0 <= B i.+1, 0 <= delta i.+1, 0 <= mu i & 0 <= one i].
  by split=> //; [exact: sp_pos|exact: mu_ge0|by rewrite /one ler01].
by rewrite ltr_spaddl ?ltr01 // sumr_ge0 // => i _; apply: (amp_ge0 HR q_lt1); rewrite -ltnS.
Qed.
End Network.

Theorem T3_1_repaired : T3_1_repaired_statement R.
Proof.
move=> s J d D s2 J0 d0 nD.
exists (Num.max 2%:R^-1 (\big[Num.max/0]_(j < J) \big[Num.max/0]_(i < (d j.+1).+1 | ((2 * i)%:R - 1) * mutual_coherence (D j) < 1)
  (((2 * i)%:R - 1) * mutual_coherence (D j)))); set q := Num.max _ _.
exists ((1 + \sum_(j < J) (2 * d j.+1)%:R / (1 - q)) ^+ J); split.
- exact: q_half.
- exact: q_lt1.
- by rewrite exprn_gt0 // (lt_le_trans ltr01) //; apply: G_ge1.
move=> lambda B l0 B0 a1; exists (1 + \sum_(i < J.+1) amp (fun j => minn (lambda j) (d j)) B (fun=> 1) q i).
split; first exact: (constant_pos J D d0 l0 B0 (fun=> lexx 0)).
move=> K delta dl0.
exists (deep_net s D (fun j _ => D j) (deep_schedule (fun j => minn (lambda j) (d j)) B delta (fun j => mutual_coherence (D j)) (fun=> 1) K) K).
split=> [j||||x e hx j jJ].
- by eexists; rewrite /=.
- exact: proper_deep.
- exact: net_depth.
- exact: net_weights.
- exact: (network_error s2 d0 nD l0 B0 a1 K dl0 hx jJ).
Qed.
End Proofs.

(* one layer: the three bases of R^4 *)
Section Bases.
Variable R : rcfType.
Definition bases_dim (j : nat) : nat := if j is 0 then 4 else 12.
Definition bases_layer (j : nat) : 'M[R]_(bases_dim j, bases_dim j.+1) :=
  match j return 'M[R]_(bases_dim j, bases_dim j.+1) with 0 => bases R | _ => 0 end.
Let x1 : 'cV[R]_12 := - 1 *: delta_mx 0 0.
Definition bases_code (j : nat) : 'cV[R]_(bases_dim j) :=
  match j return 'cV[R]_(bases_dim j) with 0 => bases R *m x1 | 1 => x1 | _ => 0 end.

Lemma bases_assumption1 : assumption1 bases_layer (fun=> 1%N) 1.
Proof.
move=> [|//] _; apply: bound_mono (bases_bound R); first exact: mutual_coherence_ge0.
have nb i : colnorm (bases R) i = 1 by rewrite /colnorm bases_normalised sqrtr1.
apply: max_le => [|i _]; first by rewrite invr_ge0 ler0n.
apply: max_le => [|l il]; first by rewrite invr_ge0 ler0n.
by rewrite !nb mulr1 divr1; apply: (bases_coh R).2.
Qed.

Lemma bases_code_class : dsc_class bases_layer (fun=> 1%N) (fun=> 1) (fun=> 0) 1 bases_code (fun=> 0).
Proof.
move=> [|//] _; split; first by rewrite addr0.
split=> [|i|]; last by rewrite l10.
  exact: (spike_l0 (- 1) (0 : 'I_12)).
by rewrite -[bases_code 1]/(spike (- 1) (0 : 'I_12)) spikeE; case: (i == 0); rewrite ?normrN ?normr1 ?normr0 ?ler01.
Qed.
End Bases.

(* over every archimedean real closed field; the real numbers are one *)
Theorem T3_1_false (R : rcfType) : (forall u : R, exists k, u < k%:R) -> ~ T3_1_statement R.
Proof.
move=> archi H.
have [//|//|[|j] //|[|j] // _|q [C [q0 q1 _ h]]] := H 2%N 1%N bases_dim (@bases_layer R); first exact: bases_normalised.
have [C' [C'0 {}h]] := h (fun=> 1%N) (fun=> 1) (fun=> isT) (fun=> @ler01 R) (@bases_assumption1 R).
pose g := q^-1 - 1; have g0 : 0 < g by rewrite subr_gt0 -invr1 ltf_pinv ?posrE ?ltr01.
have [K hK] := archi (C' / g).
have [net [place /(_ 1%N isT)[dp le]]] := h K (fun=> 0) (fun=> lexx 0) _ _ (@bases_code_class R).
have miss := @T3_1_misses R 2%N _ _ (@bases_code R 0%N) (net 1%N) (place 1%N) (0 : 'I_12) 1 dp (@ler01 R).
have := le_trans miss le; rewrite big_ord1 mulr0 addr0; apply/negP; rewrite -ltNge.
have qK : 0 < q ^+ K by rewrite exprn_gt0.
rewrite -ltr_pdivl_mulr // mul1r -exprVn; apply: lt_le_trans (_ : 1 + g *+ K <= _).
  by move: hK; rewrite ltr_pdivr_mulr // mulr_natl => /lt_le_trans; apply; rewrite ler_addr ler01.
by apply: le_trans (bernoulli K (ltW g0)) _; rewrite /g addrCA subrr addr0.
Qed.
