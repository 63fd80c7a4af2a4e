(* Corollary 3.2: without noise, a network of depth O(log 1/eps) gives the codes within eps; and the least number of steps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Lista Coherence Thresholds Deep Rate Network DeepNetwork Theorem31.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* eps = 2^(-t), so O(|log_2 eps|) is a + b t. One network serves every signal of the class and all its layers.
   Each further halving of eps costs b steps in each layer, and b depends on the dictionaries alone.
   The read-out is linear, as in Theorem 3.1; R is any archimedean real closed field. *)
Definition C3_2_statement (R : rcfType) : Prop :=
  forall (s J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)),
  (1 < s)%N -> (0 < J)%N -> (forall j, (0 < d j)%N) -> (forall j, (j < J)%N -> normalised (D j)) ->
  exists b : nat,
  forall lambda B, (forall j, (0 < lambda j)%N) -> (forall j, 0 <= B j) -> assumption1 D lambda J ->
  exists a : nat, forall t : nat, exists net : nat -> seq (op R),
    [/\ proper (net J),
        (depth (net J) <= (a + b * t + 4) * \sum_(j < J) (trunc_log s (2 * (d j + d j.+1))).+1)%N,
        (weights s (net J) 1 (d 0%N) <= 8 * (a + b * t + 9) * s ^ 2 * \sum_(j < J) (d j + d j.+1) ^ 2)%N &
        forall x e, dsc_class D lambda B (fun=> 0) J x e -> forall j, (j <= J)%N ->
          l2 (row_mx 1%:M (- 1%:M) *m output (d j + d j) (run s (net j) (input (x 0%N))) - x j) <= 2%:R ^- t].

(* The least number of steps, for one layer, codes with one nonzero and the thresholds (7): K steps are enough for eps on
   the whole class exactly when B mt^K <= eps. *)
Definition C3_2_least_steps (R : realFieldType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) (W : nat -> 'M[R]_(m, n)) mt B,
  (0 < n)%N -> gen_coherence D mt -> (forall k, in_X D (W k) mt) -> mt < 1 -> 0 <= B ->
  exists theta, thresholds_sparse D W theta mt 1 B 0 /\ forall K eps,
    (forall x, in_class 1 B 0 x (0 : 'cV[R]_m) -> l1 (lista D W theta (D *m x) K - x) <= eps) <-> B * mt ^+ K <= eps.

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.
Hypothesis archimedean : forall u : R, exists n : nat, u < n%:R.

Lemma bernoulli (h : R) n : 0 <= h -> 1 + n%:R * h <= (1 + h) ^+ n.
Proof.
move=> h0; elim: n => [|n IH]; first by rewrite mul0r addr0 expr0.
rewrite exprS; apply: le_trans (_ : (1 + h) * (1 + n%:R * h) <= _); last first.
  by rewrite ler_wpmul2l // addr_ge0 ?ler01.
rewrite -subr_ge0 -addn1 natrD (_ : _ - _ = n%:R * h ^+ 2); last by ring.
by rewrite mulr_ge0 ?ler0n ?sqr_ge0.
Qed.

Lemma power_small (q A : R) : 0 < q -> q < 1 -> exists n, A * q ^+ n <= 1.
Proof.
move=> q0 q1; pose h := q^-1 - 1; have h0 : 0 < h by rewrite subr_gt0 invf_gt1.
have [n hn] := archimedean (A / h); exists n.
rewrite -ler_pdivl_mulr ?exprn_gt0 // mul1r -exprVn.
have -> : q^-1 = 1 + h by rewrite /h addrC subrK.
apply: le_trans (bernoulli n (ltW h0)); apply: (@le_trans _ _ (n%:R * h)); last by rewrite ler_addr ler01.
by rewrite -ler_pdivr_mulr // ltW.
Qed.

Theorem C3_2_true : C3_2_statement R.
Proof.
move=> s J d D s2 J0 d0 nD; have [q [C [q0 q1 C0 H]]] := T3_1_repaired s2 J0 d0 nD.
have [b hb] := power_small 2%:R q0 q1; exists b => lambda B l0 B0 a1.
have [C' [C'0 HK]] := H lambda B l0 B0 a1; have [a ha] := power_small C' q0 q1; exists a => t.
have [net [_ pr dp wt err]] := HK (a + b * t)%N (fun=> 0) (fun=> lexx 0).
exists net; split=> // x e hx j jJ; apply: le_trans (err x e hx j jJ) _.
rewrite big1 // mulr0 addr0 exprD exprM mulrA.
have hq : q ^+ b <= 2%:R^-1 by rewrite -ler_pdivl_mull ?ltr0n // in hb *; rewrite mulr1 in hb.
apply: (@le_trans _ _ (1 * (q ^+ b) ^+ t)); first by rewrite ler_wpmul2r ?exprn_ge0 // ltW.
by rewrite mul1r -exprVn ler_expn2r // nnegrE ?exprn_ge0 ?invr_ge0 ?ler0n // ltW.
Qed.

End Proofs.

Theorem C3_2_least_steps_true (R : realFieldType) : C3_2_least_steps R.
Proof.
move=> m n D W mt B n0 gc hX mt1 B0; have mt0 := gen_coherence_ge0 gc.
have co k : coh (W k) D mt by apply: in_X_coh (hX k).
pose theta k := mt ^+ k.+1 * B; exists theta.
have th k : theta k = mt ^+ k.+1 * B by [].
have t7 := geometric_thresholds mt0 (ltW mt1) co B0 th (Ordinal n0); split=> // K eps.
have q1 : mt ^+ K <= 1 by rewrite exprn_ile1 // ltW.
split=> [h|le x cl].
  have cs : in_class 1 B 0 (spike B (Ordinal n0)) (0 : 'cV[R]_m) by apply: spike_class.
  have := h _ cs; have := spike_iter mt0 co B0 th (Ordinal n0) K B0 (lexx B); rewrite addr0 => ->.
  rewrite min_r ?ler_pimull // /spike -scalerBl addrAC subrr add0r /l1 (bigD1 (Ordinal n0)) //=.
  rewrite -/(spike _ _) spikeE eqxx normrN ger0_norm ?mulr_ge0 ?exprn_ge0 // mulrC.
  rewrite big1 ?addr0 // => j ji; by rewrite spikeE (negbTE ji) normr0.
apply: le_trans le; have q : ((2 * 1)%:R - 1) * mt <= mt by rewrite muln1 -[2%:R]/(1 + 1) addrK mul1r.
have := sparse_rate mt0 co (fun k => in_X_entry (hX k) (hX 0%N)) B0 (lexx 0) t7 isT q mt1 K cl.
by rewrite addr0 mulr0 addr0 mul1r.
Qed.
