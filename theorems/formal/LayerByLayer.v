(* Layer by layer under the condition of the generalised coherence (later version, V6). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence Deep.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variables (R : realFieldType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).
Variables (s : nat -> nat) (B delta mt : nat -> R) (W : forall j, 'M[R]_(d j, d j.+1)) (K : nat).

(* eta_j = lambda_j B_j q_j^K + 2 lambda_j C_(W_j) (delta_j + eta_(j-1)) / (1 - q_j), q_j = (2 lambda_j - 1) mu~_j *)
Fixpoint layer_error (j : nat) : R :=
  if j is i.+1 then
    let q := ((2 * s i.+1)%:R - 1) * mt i in
    (s i.+1)%:R * B i.+1 * q ^+ K + (2 * s i.+1)%:R * entry_max (W i) * (delta i.+1 + layer_error i) / (1 - q)
  else 0.

(* the thresholds of Theorem 5.1, repaired, for the noise of the layer and the error that the layer before leaves *)
Definition layer_schedule (j : nat) : schedule R := t51 (s j.+1) (B j.+1) (delta j.+1 + layer_error j) (mt j) (entry_max (W j)).
End Statements.

(* Whatever W_j in X(D_j): if every lambda_j < (1 + 1/mu~(D_j)) / 2, K steps in each layer leave at most eta_j, and the supports are contained. *)
Definition V6_statement (R : realFieldType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s B delta mt (W : forall j, 'M[R]_(d j, d j.+1)) J K,
  (forall j, (j < J)%N -> [/\ (0 < s j.+1)%N, 0 <= B j.+1 & 0 <= delta j.+1]) ->
  (forall j, (j < J)%N -> [/\ gen_coherence (D j) (mt j), in_X (D j) (W j) (mt j) & coherence_bound (s j.+1) (mt j)]) ->
  forall x e, dsc_class D s B delta J x e -> forall j, (j <= J)%N ->
    let out := deep D K (fun j _ => W j) (layer_schedule s B delta mt W K) (x 0%N) in
    l1 (out j - x j) <= layer_error s B delta mt W K j /\
    forall i, (i < j)%N -> supp (out i.+1) \subset supp (x i.+1).

(* ---- proofs ---- *)
Lemma t51_error (R : realFieldType) s (B nz mu C : R) K : (0 < s)%N -> 0 <= nz -> 0 <= mu -> 0 <= C -> ((2 * s)%:R - 1) * mu < 1 ->
  envelope (t51 s B nz mu C) K <= s%:R * B * (((2 * s)%:R - 1) * mu) ^+ K + (2 * s)%:R * C * nz / (1 - ((2 * s)%:R - 1) * mu).
Proof.
move=> s0 d0 mu0 C0 q1; rewrite envelope_closed; last by rewrite lt_eqF.
rewrite mulrC ler_add2l /= mulrA; set q := (_ - 1) * mu in q1 *.
have p : 0 <= (1 - q)^-1 by rewrite invr_ge0 subr_ge0 ltW.
have q0 : 0 <= q by rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
have a0 : 0 <= (2 * s)%:R * C * nz by rewrite !mulr_ge0 ?ler0n.
rewrite ler_wpmul2r //; apply: ler_pimulr => //.
by rewrite ler_subl_addr ler_addl exprn_ge0.
Qed.

Theorem V6_true (R : realFieldType) : V6_statement R.
Proof.
move=> d D s B delta mt W J K H X x e hx j jJ; cbv zeta.
set c := layer_schedule _ _ _ _ _ _; set err := layer_error s B delta mt W K.
have rate1 i : (i < J)%N -> [/\ 0 <= mt i, 0 <= entry_max (W i) & ((2 * s i.+1)%:R - 1) * mt i < 1].
  move=> iJ; have [gc _ bd] := X i iJ; have [s0 _ _] := H i iJ; have mt0 := gen_coherence_ge0 gc.
  by split=> //; [apply: entry_max_ge0|apply: bound_rate].
have le : forall i, (i <= J)%N -> eta K c i <= err i /\ 0 <= err i.
  elim=> [|i IH] iJ; first by rewrite lexx.
  have [_ e0] := IH (ltnW iJ); have [s0 B0 dl0] := H i iJ; have [mt0 C0 q1] := rate1 i iJ.
  have n0 : 0 <= delta i.+1 + err i by rewrite addr_ge0.
  split; first exact: t51_error.
  have q0 : 0 <= ((2 * s i.+1)%:R - 1) * mt i by rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
  by rewrite /err /= addr_ge0 ?mulr_ge0 ?ler0n ?exprn_ge0 ?invr_ge0 ?subr_ge0 ?(ltW q1).
have cov i : (i < J)%N -> [/\ (0 < s i.+1)%N, 0 <= B i.+1, 0 <= delta i.+1 &
    covers (D i) (fun=> W i) (s i.+1) (B i.+1) (delta i.+1 + eta K c i) (c i)].
  move=> iJ; have [s0 B0 dl0] := H i iJ; have [mt0 C0 q1] := rate1 i iJ; have [_ wX _] := X i iJ.
  split=> //; exists (mt i), (entry_max (W i)); split=> // [_|].
    by split=> [|a b]; [apply: in_X_coh wX|apply: entry_maxP].
  have [l _] := le i (ltnW iJ); split=> //; rewrite ler_wpmul2l // ler_add2l //.
have [h sub] := deep_error cov hx jJ; split=> //; apply: le_trans h _; by have [] := le j jJ.
Qed.
