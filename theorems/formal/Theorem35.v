(* Theorem 3.5 read by Definition 3.1 with rho in place of the ReLU: a network that ends in rho puts out nothing below the least value of rho,
   so it misses codes with negative entries, as in Theorem 3.1; rho = ReLU is an instance. With a read-out see Inexact.v. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence Thresholds Network ThreeBases Growth Theorem31.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : rcfType.

(* Definition 3.1 with the activation rho *)
Definition run_op_with (rho : R -> R) s (o : op R) (f : feature R) : feature R :=
  match o with
  | Convolve l => Feature (outs l) (cdiv (len f) (stride l))
      (fun p i => rho (bias l p + \sum_(c < chan f) \sum_(k < s) kernel l p c k * read f c (i * stride l + k)%N))
  | Flatten => flatten f
  end.
Fixpoint run_with (rho : R -> R) s (net : seq (op R)) (f : feature R) : feature R :=
  if net is o :: net' then run_with rho s net' (run_op_with rho s o f) else f.

(* a network activated by rho is within eps of the ReLU on [-M, M] *)
Definition approximates (rho : R -> R) s (phi : seq (op R)) (eps M : R) : Prop :=
  forall u, `|u| <= M -> `|entry (run_with rho s phi (input (const_mx u : 'cV[R]_1))) 0%N 0%N - relu u| <= eps.

(* Theorem 3.5: any network for each signal, read anywhere; q and the constants as in Theorem 3.1; M as large as wanted *)
Definition T3_5_statement : Prop :=
  forall (s J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)),
  (1 < s)%N -> (0 < J)%N -> (forall j, (0 < d j)%N) -> (forall j, (j < J)%N -> normalised (D j)) ->
  forall lambda B, (forall j, (0 < lambda j)%N) -> (forall j, 0 <= B j) -> assumption1 D lambda J ->
  exists q C, [/\ 0 < q, q < 1, 0 < C &
  forall K delta, (forall j, 0 <= delta j) -> exists M0, forall M rho phi eps, M0 <= M -> approximates rho s phi eps M ->
  forall x e, dsc_class D lambda B delta J x e ->
  exists (net : nat -> seq (op R)) (place : forall j, 'I_(d j) -> nat * nat), forall j, (0 < j <= J)%N -> (0 < depth (net j))%N /\
    l2 (\col_i entry (run_with rho s (net j) (input (x 0%N))) (place j i).1 (place j i).2 - x j)
    <= C * q ^+ K + C * (\sum_(i < j) delta i.+1) + C * eps].

(* an activation that is at least - c misses - B e_i by B - c *)
Definition T3_5_misses_statement : Prop :=
  forall rho c s m n (y : 'cV[R]_m) (net : seq (op R)) (place : 'I_n -> nat * nat) i B, (forall v, - c <= rho v) -> (0 < depth net)%N ->
  c <= B -> B - c <= l2 (\col_l entry (run_with rho s net (input y)) (place l).1 (place l).2 - - B *: delta_mx i 0).
End Statements.

Section Proofs.
Variable R : rcfType.

Lemma run_above rho (c : R) s net f : (forall v, - c <= rho v) -> (forall p i, - c <= entry f p i) ->
  forall p i, - c <= entry (run_with rho s net f) p i.
Proof.
move=> low; elim: net f => [//|o net IH] f h p i /=; apply: IH => {}p {}i.
by case: o => [l|] /=; [apply: low|rewrite /flatten; case: ifP => _; apply: h].
Qed.

Lemma depth_above rho (c : R) s net f : (forall v, - c <= rho v) -> (0 < depth net)%N -> forall p i, - c <= entry (run_with rho s net f) p i.
Proof.
move=> low; elim: net f => [//|[l|] net IH] f /= h p i; last exact: IH.
by apply: run_above => // {}p {}i /=; apply: low.
Qed.

Theorem T3_5_misses : T3_5_misses_statement R.
Proof.
move=> rho c s m n y net place i B low dp cB; set u := \col__ _.
have ui : - c <= u i 0 by rewrite mxE depth_above.
have p : 0 <= B - c by rewrite subr_ge0.
rewrite -[X in X <= _](ger0_norm p) -sqrtr_sqr ler_wsqrtr // /sq2 (bigD1 i) //= -[X in X <= _]addr0 ler_add //; last first.
  by apply: sumr_ge0 => l _; apply: sqr_ge0.
rewrite [(u - _) i 0]mxE; move: (u i 0) ui => a a0; rewrite !mxE !eqxx mulr1 opprK.
have le : B - c <= a + B by rewrite addrC ler_add2r.
by rewrite ler_expn2r ?nnegrE // (le_trans p).
Qed.

(* the ReLU approximates itself *)
Definition identity_net : seq (op R) := [:: Convolve (Conv 1 1 (fun _ _ k => (k == 0)%N%:R) (fun=> 0))].
Lemma relu_approximates M : approximates (@relu R) 2 identity_net 0 M.
Proof.
move=> u _; rewrite /= !big_ord_recl !big_ord0 /read /= mul1r mul0r !addr0 add0r.
by rewrite (nfE (const_mx u) (0 : 'I_1)) mxE subrr normr0.
Qed.

Theorem T3_5_false : (forall u : R, exists k, u < k%:R) -> ~ T3_5_statement R.
Proof.
move=> archi H.
have d1 j : (0 < bases_dim j)%N by case: j.
have n1 j : (j < 1)%N -> normalised (bases_layer R j) by case: j => // _; apply: bases_normalised.
have [q [C [q0 q1 C0 h]]] := H 2%N 1%N bases_dim (@bases_layer R) isT isT d1 n1 (fun=> 1%N) (fun=> 1) (fun=> isT) (fun=> @ler01 R)
  (@bases_assumption1 R).
pose g := q^-1 - 1; have g0 : 0 < g by rewrite subr_gt0 -invr1 ltf_pinv ?posrE ?ltr01.
have [K hK] := archi (C / g).
have [M0 {}h] := h K (fun=> 0) (fun=> lexx 0).
have [net [place /(_ 1%N isT)[dp le]]] := h M0 (@relu R) identity_net 0 (lexx _) (@relu_approximates M0) _ _ (@bases_code_class R).
have low (v : R) : - 0 <= relu v by rewrite oppr0 /relu le_maxr lexx orbT.
have miss := @T3_5_misses (@relu R) 0 2%N _ _ (@bases_code R 0%N) (net 1%N) (place 1%N) (0 : 'I_12) 1 low dp (@ler01 R).
have := le_trans miss le; rewrite big_ord1 mulr0 !addr0 subr0; apply/negP; rewrite -ltNge.
have qK : 0 < q ^+ K by rewrite exprn_gt0.
rewrite -ltr_pdivl_mulr // mul1r -exprVn; apply: lt_le_trans (_ : 1 + g *+ K <= _).
  by move: hK; rewrite ltr_pdivr_mulr // mulr_natl => /lt_le_trans; apply; rewrite ler_addr ler01.
by apply: le_trans (bernoulli K (ltW g0)) _; rewrite /g addrCA subrr addr0.
Qed.
End Proofs.
