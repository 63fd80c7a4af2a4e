(* Theorem 5.1, clause by clause, under both readings of the class over which (7) takes its supremum. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence Growth Thresholds ThreeBases Tetrahedron.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : realFieldType.

(* The class of the supremum, from s, B and delta: X(B, delta) as (7) is printed, X(B, s, delta) as the theorem needs it. *)
Definition reading := forall m n, nat -> R -> R -> 'cV[R]_n -> 'cV[R]_m -> Prop.
Definition printed : reading := fun m n _ B delta x e => in_XB B delta x e.
Definition sparse : reading := fun m n s B delta x e => in_class s B delta x e.

(* the hypotheses on W^(k) and theta^(k) *)
Definition seven (r : reading) m n (D : 'M[R]_(m, n)) mt s B delta W theta : Prop :=
  (forall k, in_X D (W k) mt) /\ thresholds7 (@r m n s B delta) D W theta mt delta.

(* "has the same support as x*", from k = 1 on *)
Definition T5_1_supports_statement (r : reading) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt s B delta W theta, normalised D -> gen_coherence D mt -> coherence_bound s mt ->
  seven r D mt s B delta W theta ->
  forall x e, in_class s B delta x e -> forall k, (0 < k)%N -> supp (lista D W theta (D *m x + e) k) = supp x.

(* what is true of supports *)
Definition T5_1_containment_statement (r : reading) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt s B delta W theta, normalised D -> gen_coherence D mt -> coherence_bound s mt ->
  seven r D mt s B delta W theta ->
  forall x e, in_class s B delta x e -> forall k, supp (lista D W theta (D *m x + e) k) \subset supp x.

(* the rate, with constants that depend on D and s alone (squared) *)
Definition T5_1_rate_statement (r : reading) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt s, normalised D -> gen_coherence D mt -> coherence_bound s mt ->
  exists q C, [/\ 0 < q, q < 1, 0 < C & forall B delta W theta, 0 <= B -> 0 <= delta -> seven r D mt s B delta W theta ->
  forall x e, in_class s B delta x e -> forall k,
    sq2 (lista D W theta (D *m x + e) k - x) <= (s%:R * B * q ^+ k + C * delta) ^+ 2].

(* As printed, for every dictionary with a null vector: each atom, taken mt B times and without noise, gives x^(k) = 0 for all k. *)
Definition T5_1_never_statement : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt s B delta W theta (z : 'cV[R]_n), normalised D -> gen_coherence D mt -> seven printed D mt s B delta W theta ->
  0 < B -> 0 <= delta -> D *m z = 0 -> z != 0 ->
  exists a, [/\ 0 < a, a <= B & forall i k, lista D W theta (D *m (a *: delta_mx i 0)) k = 0].

(* With noise allowed, under either reading and for every dictionary, small atoms are never found, at no step. *)
Definition T5_1_noise_statement : Prop :=
  forall r, r = printed \/ r = sparse ->
  forall m n (D : 'M[R]_(m, n.+1)) mt s B delta W theta, normalised D -> gen_coherence D mt -> seven r D mt s B delta W theta ->
  0 < B -> 0 < delta ->
  exists a, [/\ 0 < a, a <= B & forall i k, lista D W theta (D *m (a *: delta_mx i 0)) k = 0].

(* Thresholds that can be computed, in place of a supremum: E_0 = s B, E_(k+1) = q E_k + 2 s C_W delta, theta_k = mu~ E_k + C_W delta. *)
Fixpoint errors (E0 q f : R) (k : nat) : R := if k is l.+1 then q * errors E0 q f l + f else E0.
Definition T5_1_computable_statement : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt s B delta W x e, gen_coherence D mt -> (forall k, in_X D (W k) mt) -> (0 < s)%N -> coherence_bound s mt ->
  0 <= B -> 0 <= delta -> in_class s B delta x e ->
  let C := entry_max (W 0%N) in let q := ((2 * s)%:R - 1) * mt in let E := errors (s%:R * B) q ((2 * s)%:R * (C * delta)) in
  let xk := lista D W (fun k => mt * E k + C * delta) (D *m x + e) in
  forall k, [/\ supp (xk k) \subset supp x, l1 (xk k - x) <= E k & E k <= s%:R * B * q ^+ k + (2 * s)%:R * C * delta / (1 - q)].

End Statements.
Arguments printed {R}.
Arguments sparse {R}.

Section Proofs.
Variable R : realFieldType.

Lemma in_X_le1 m n (D : 'M[R]_(m, n)) (W : nat -> 'M[R]_(m, n)) mt : normalised D -> gen_coherence D mt -> (forall k, in_X D (W k) mt) ->
  [/\ 0 <= mt, mt <= 1 & forall k, coh (W k) D mt].
Proof.
move=> nd gc hW; split; [exact: gen_coherence_ge0 gc|exact: gen_coherence_le1 nd gc|by move=> k; apply: in_X_coh].
Qed.

Theorem T5_1_never : T5_1_never_statement R.
Proof.
move=> m n D mt s B delta W theta z nd gc [hW th] B0 d0 Dz z0; have [mt0 mt1 co] := in_X_le1 nd gc hW.
have lz : 0 < l1 z by rewrite lt_neqAle l1_ge0 andbT eq_sym; apply: contra z0 => /eqP/l1_eq0/eqP.
have mtp : 0 < mt.
  rewrite lt_neqAle mt0 andbT; apply: contra z0 => /eqP e; apply/eqP/matrixP => i j; rewrite ord1 [RHS]mxE.
  have := gen_coherence_lower i gc Dz; rewrite -e mul0r normr_le0 => /eqP //.
exists (mt * B); split=> [||i k]; [exact: mulr_gt0|by rewrite ler_pimull // ltW|].
rewrite -[D *m _]addr0; apply: (never_found i co mt1) => [|{}k]; first by rewrite mulr_ge0 // ltW.
pose u := (B / l1 z) *: z.
have cB : 0 <= B / l1 z by rewrite divr_ge0 ?ltW.
have cu : in_XB B delta u (0 : 'cV[R]_m).
  split=> [l|]; rewrite ?l10 // mxE normrM (ger0_norm cB) mulrAC ler_pdivr_mulr // ler_wpmul2l ?(ltW B0) //.
  by rewrite /l1 (bigD1 l) //= ler_addl sumr_ge0.
have := threshold_above th k cu; rewrite -scalemxAr Dz scaler0 addr0.
rewrite stays0 => [|l j]; last first.
  rewrite mulmx0 mxE normr0; apply: le_trans (threshold_noise mt0 th l cu).
  by rewrite mulr_ge0 ?entry_max_ge0.
rewrite sub0r l1N => le; apply: le_trans (le_trans (_ : _ <= mt * l1 u) _) le.
  have -> : l1 u = B / l1 z * l1 z by rewrite /l1 mulr_sumr; apply: eq_bigr => l _; rewrite mxE normrM (ger0_norm cB).
  by rewrite divfK // gt_eqF.
by rewrite ler_addl mulr_ge0 ?entry_max_ge0.
Qed.

Theorem T5_1_noise : T5_1_noise_statement R.
Proof.
move=> r hr m n D mt s B delta W theta nd gc [hW th] B0 d0; have [mt0 mt1 co] := in_X_le1 nd gc hW.
have C0 : 0 < entry_max (W 0%N).
  rewrite lt_neqAle entry_max_ge0 andbT eq_sym; apply/negP => /eqP e; have [dg _] := co 0%N.
  have := dg 0; rewrite mxE big1 => [/eqP|l _]; first by rewrite eq_sym oner_eq0.
  by have := entry_maxP (W 0%N) l 0; rewrite e normr_le0 mxE => /eqP ->; rewrite mul0r.
pose a := Num.min B (entry_max (W 0%N) * delta).
have a0 : 0 < a by rewrite lt_minr B0 mulr_gt0.
exists a; split=> // [|i k]; first by rewrite le_minl lexx.
rewrite -[D *m _]addr0; apply: (never_found i co mt1) => [|{}k]; first exact: ltW.
apply: le_trans (_ : entry_max (W k) * delta <= _).
  by rewrite (in_X_entry (hW k) (hW 0%N)) le_minl lexx orbT.
apply: (threshold_noise mt0 th (x := 0) (e := 0)); case: hr => ->; rewrite /printed /sparse; split; rewrite ?l10 ?(ltW d0) //.
all: try by move=> l; rewrite mxE normr0 ltW.
by rewrite /l0 (_ : supp _ = finset.set0) ?cards0 //; apply/setP => l; rewrite !inE mxE eqxx.
Qed.

Theorem T5_1_containment : T5_1_containment_statement (@sparse R).
Proof.
move=> m n D mt s B delta W theta nd gc _ [hW th] x e cl k; have [mt0 _ co] := in_X_le1 nd gc hW.
have [xs xB en] := cl; have d0 : 0 <= delta := le_trans (l1_ge0 _) en.
have [s0|s0] := posnP s.
  suff -> : lista D W theta (D *m x + e) k = 0 by apply/subsetP => i; rewrite inE mxE eqxx.
  have -> : x = 0.
    apply/matrixP => i j; rewrite ord1 [RHS]mxE; have : i \notin supp x.
      by move: xs; rewrite s0 leqn0 cards_eq0 => /eqP ->; rewrite inE.
    by rewrite inE negbK => /eqP.
  rewrite mulmx0 add0r; apply: stays0 => {}k i; apply: le_trans (threshold_noise mt0 th k cl).
  apply: le_trans (noise_bound e i (_ : forall a b, `|W k a b| <= entry_max (W k))) _; first exact: entry_maxP.
  by rewrite ler_wpmul2l ?entry_max_ge0.
case: (pickP 'I_n) => [i _|none]; last by apply/subsetP => i; have := none i.
have B0 : 0 <= B := le_trans (normr_ge0 _) (xB i).
by have [] := sparse_reading mt0 co (fun k => in_X_entry (hW k) (hW 0%N)) B0 d0 th s0 k cl.
Qed.

Theorem T5_1_rate : T5_1_rate_statement (@sparse R).
Proof.
move=> m n D mt s nd gc bd; have mt0 := gen_coherence_ge0 gc.
have [[W0 [an0 eq0]] _] := gc.
pose q : R := Num.max (((2 * s)%:R - 1) * mt) 2%:R^-1.
have half0 : 0 < 2%:R^-1 :> R by rewrite invr_gt0 ltr0n.
have q0 : 0 < q by rewrite lt_maxr half0 orbT.
have q1 : q < 1.
  rewrite lt_maxl invf_lt1 ?ltr0n ?ltr1n // andbT; have [s0|s0] := posnP s; last exact: bound_rate.
  by rewrite s0 muln0 sub0r mulN1r (le_lt_trans _ ltr01) // oppr_le0.
have p : 0 < 1 - q by rewrite subr_gt0.
pose C := (2 * s)%:R * entry_max W0 / (1 - q) + 1.
have C1 : 0 <= (2 * s)%:R * entry_max W0 / (1 - q) by rewrite divr_ge0 ?mulr_ge0 ?ler0n ?entry_max_ge0 // ltW.
exists q, C; split=> // [|B delta W theta B0 d0 [hW th] x e cl k]; first by rewrite ltr_spaddr ?ltr01.
have [_ _ co] := in_X_le1 nd gc hW.
have tot0 : 0 <= s%:R * B * q ^+ k + C * delta.
  apply: addr_ge0; first by rewrite !mulr_ge0 ?ler0n ?exprn_ge0 ?(ltW q0).
  by rewrite mulr_ge0 // addr_ge0 ?ler01.
have [s0|s0] := posnP s.
  have [xs _ en] := cl; have x0 : x = 0.
    apply/matrixP => i j; rewrite ord1 [RHS]mxE; have : i \notin supp x.
      by move: xs; rewrite s0 leqn0 cards_eq0 => /eqP ->; rewrite inE.
    by rewrite inE negbK => /eqP.
  have sub := T5_1_containment nd gc bd (conj hW th) cl k.
  suff -> : lista D W theta (D *m x + e) k - x = 0 by rewrite /sq2 big1 ?sqr_ge0 // => i _; rewrite mxE expr0n.
  apply/matrixP => i j; rewrite ord1 x0 subr0 [RHS]mxE; have : i \notin supp (lista D W theta (D *m x + e) k).
    by apply: contra (subsetP sub i) _; rewrite x0 inE mxE eqxx.
  by rewrite inE negbK x0 => /eqP.
apply: le_trans (sq2_l1 _) _; rewrite ler_expn2r ?nnegrE ?l1_ge0 //.
apply: le_trans (sparse_rate mt0 co (fun k => in_X_entry (hW k) (hW 0%N)) B0 d0 th s0 (_ : _ <= q) q1 k cl) _.
  by rewrite le_maxr lexx.
rewrite ler_add2l ler_wpmul2r // /C; have [_ _ least] := hW 0%N.
apply: le_trans (_ : (2 * s)%:R * entry_max W0 / (1 - q) <= _); last by rewrite ler_addl ler01.
by rewrite ler_wpmul2r ?invr_ge0 ?(ltW p) // ler_wpmul2l ?ler0n // least.
Qed.

Theorem T5_1_computable : T5_1_computable_statement R.
Proof.
move=> m n D mt s B delta W x e gc hW s0 bd B0 d0 cl C q E xk k.
have mt0 := gen_coherence_ge0 gc; have C0 : 0 <= C by apply: entry_max_ge0.
have q1 : q < 1 by apply: bound_rate.
have q0 : 0 <= q by rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
have anal l : coh (W l) D mt /\ (forall i j, `|W l i j| <= C).
  by split=> [|i j]; [apply: in_X_coh (hW l)|rewrite /C -(in_X_entry (hW l) (hW 0%N)); apply: entry_maxP].
have EE l : E l = envelope (t51 s B delta mt C) l by elim: l => [//|l IH]; rewrite /E /= -/(E l) IH.
have same y l : lista D W (fun k => mt * E k + C * delta) y l = lista D W (threshold (t51 s B delta mt C)) y l.
  by elim: l => [//|l IH] /=; rewrite IH EE.
have cov : covers D W s B delta (t51 s B delta mt C) by exists mt, C; split=> //; split.
have [sub err] := lista_envelope s0 B0 d0 cov cl k.
rewrite /xk same EE; split=> //; rewrite envelope_closed /= -/q; last by rewrite lt_eqF.
have p : 0 < 1 - q by rewrite subr_gt0.
rewrite [q ^+ k * _]mulrC ler_add2l mulrA ler_wpmul2r ?invr_ge0 ?(ltW p) //.
apply: ler_pimulr; first by rewrite !mulr_ge0 ?ler0n.
by rewrite ler_subl_addr ler_addl exprn_ge0.
Qed.

(* the tetrahedron: thresholds as printed, which can be written down there *)
Lemma tetra_seven (B delta : R) : 0 <= B -> 0 <= delta ->
  seven printed (tetra R) 3%:R^-1 1 B delta (fun=> tetra_dual R) (fun=> 3%:R^-1 * (4%:R * B) + entry_max (tetra_dual R) * delta).
Proof.
move=> B0 d0; split=> [_|]; first exact: tetra_in_X.
apply: (constant_thresholds (z := const_mx 1) (C := entry_max (tetra_dual R))) => // [|_||i].
- by rewrite invr_ge0 ler0n.
- exact: tetra_coh.
- exact: tetra_null.
- by rewrite mxE normr1.
Qed.

Let ones_neq0 : (const_mx 1 : 'cV[R]_4) != 0.
Proof. by apply/eqP => /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0. Qed.

Theorem T5_1_supports_false : ~ T5_1_supports_statement (@printed R).
Proof.
move=> H; have th := tetra_seven ler01 (lexx 0).
have [a [a0 a1 never]] := T5_1_never (tetra_normalised R) (tetra_gen_coherence R) th ltr01 (lexx 0) (tetra_null R) ones_neq0.
have := H _ _ _ _ _ _ _ _ _ (tetra_normalised R) (tetra_gen_coherence R) (tetra_bound R) th _ _
  (spike_class 3 0 (ltn0Sn 0) (ltW a0) a1 (lexx 0)) 1%N isT.
rewrite addr0 never => /setP/(_ 0); rewrite !inE !mxE eqxx mulr1.
by rewrite (gt_eqF a0).
Qed.

(* three bases of R^4: theta_k = 2^-(k+1), an atom of size 1/2 is not found at the first step, one of 2^-k not at step k *)
Theorem T5_1_supports_sparse_false : ~ T5_1_supports_statement (@sparse R).
Proof.
move=> H; have h0 : 0 <= 2%:R^-1 :> R by rewrite invr_ge0 ler0n.
have h1 : 2%:R^-1 <= 1 :> R by rewrite invf_le1 ?ltr0n // ler1n.
have co (k : nat) : coh ((fun=> bases R) k) (bases R) 2%:R^-1 by apply: bases_coh.
have th : seven sparse (bases R) 2%:R^-1 1 1 0 (fun=> bases R) (fun k => 2%:R^-1 ^+ k.+1 * 1).
  split=> [_|]; first exact: bases_in_X.
  exact: (geometric_thresholds h0 h1 co ler01 (fun=> erefl) 0).
have := H _ _ _ _ _ _ _ _ _ (bases_normalised R) (bases_gen_coherence R) (bases_bound R) th _ _
  (spike_class 4 0 (ltn0Sn 0) h0 h1 (lexx 0)) 1%N isT.
rewrite (spike_iter h0 co ler01 (fun=> erefl)) // expr1 mulr1 minxx subrr => /setP/(_ 0).
by rewrite !inE !spikeE eqxx invr_eq0 pnatr_eq0.
Qed.
End Proofs.

(* the rate fails too: the error of an atom that is never found does not decay *)
Theorem T5_1_rate_false (R : archiFieldType) : ~ T5_1_rate_statement (@printed R).
Proof.
move=> /(_ _ _ _ _ 1%N (tetra_normalised R) (tetra_gen_coherence R) (tetra_bound R)) [q [C [q0 q1 _ H]]].
have th := tetra_seven (@ler01 R) (lexx 0).
have ones_neq0 : (const_mx 1 : 'cV[R]_4) != 0 by apply/eqP => /matrixP/(_ 0 0)/eqP; rewrite !mxE oner_eq0.
have [a [a0 a1 never]] := T5_1_never (tetra_normalised R) (tetra_gen_coherence R) th (@ltr01 R) (lexx 0) (tetra_null R) ones_neq0.
have le k : a <= q ^+ k.
  have := H 1 0 _ _ (@ler01 R) (lexx 0) th _ _ (spike_class 3 0 (ltn0Sn 0) (ltW a0) a1 (lexx 0)) k.
  rewrite addr0 never sub0r mulr0 addr0 !mul1r => h.
  rewrite -(@ler_pexpn2r _ 2) ?nnegrE ?exprn_ge0 ?(ltW a0) ?(ltW q0) //; apply: le_trans h.
  have -> : sq2 (- (a *: delta_mx 0 0) : 'cV[R]_4) = sq2 (spike a (0 : 'I_4)) by rewrite /sq2; apply: eq_bigr => i _; rewrite mxE sqrrN.
  by rewrite sq2_spike.
pose h := q^-1 - 1; have h0 : 0 < h by rewrite subr_gt0 -invr1 ltf_pinv ?posrE ?ltr01.
pose k := Num.bound ((a * h)^-1).
have := archi_boundP (ltW (_ : 0 < (a * h)^-1)); rewrite invr_gt0 mulr_gt0 // => /(_ isT); apply/negP; rewrite -leNgt.
rewrite -[X in _ <= X]div1r ler_pdivl_mulr ?mulr_gt0 // mulrC -mulrA.
have qk : 0 < q ^+ k by rewrite exprn_gt0.
apply: le_trans (_ : a * (1 + h *+ k) <= _).
  by rewrite ler_wpmul2l ?(ltW a0) // mulr_natr ler_addr ler01.
apply: le_trans (ler_wpmul2l (ltW a0) (bernoulli k (ltW h0))) _.
by rewrite addrCA subrr addr0 exprVn ler_pdivr_mulr // mul1r.
Qed.
