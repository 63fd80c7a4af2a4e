(* Theorem 5.4, repaired: the rate alpha = mu~ (2 L d + (2 - 2 L) s) as printed, with the floor that beta leaves. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Lista Coherence Activation.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : realFieldType.

(* the identity on v >= 0; below 0 at most L |v| and at most beta in size (L is read there: on v >= 0 it would be at least 1) *)
Definition generalised_relu (rho : R -> R) (L beta : R) : Prop :=
  [/\ forall v, 0 <= v -> rho v = v, forall v, v <= 0 -> `|rho v| <= L * - v & forall v, v <= 0 -> `|rho v| <= beta].

(* E_0 = s B, theta_k = mu~ E_k + C_W delta, E_(k+1) = alpha E_k + (alpha / mu~) C_W delta + floor *)
Definition T5_4_schedule (n s : nat) (B delta mt C L fl : R) : schedule R :=
  let f := 2%:R * L * n%:R + (2%:R - 2%:R * L) * s%:R in Schedule (s%:R * B) (f * mt) (f * (C * delta) + fl) mt (C * delta).

Definition T5_4_repaired_statement : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt W C rho L beta s B delta x e,
  gen_coherence D mt -> (forall k, in_X D (W k) mt) -> C = entry_max (W 0%N) -> generalised_relu rho L beta -> 0 <= L -> 0 <= beta ->
  (s <= n)%N -> 0 <= B -> 0 <= delta -> in_class s B delta x e ->
  let f := 2%:R * L * n%:R + (2%:R - 2%:R * L) * s%:R in let alpha := f * mt in alpha < 1 ->
  (* 2 s beta in general; s beta if rho has one sign below 0 *)
  forall fl, fl = 2%:R * s%:R * beta \/ ((forall v, v <= 0 -> rho v <= 0) \/ (forall v, v <= 0 -> 0 <= rho v)) /\ fl = s%:R * beta ->
  forall k, l1 (act_lista rho D W (threshold (T5_4_schedule n s B delta mt C L fl)) (D *m x + e) k - x)
    <= s%:R * B * alpha ^+ k + (f * C * delta + fl) / (1 - alpha).
End Statements.

Theorem T5_4_repaired (R : realFieldType) : T5_4_repaired_statement R.
Proof.
move=> m n D mt W C rho L beta s B delta x e gc hW hC [pos lip bnd] L0 b0 sn B0 d0 cl f alpha a1 fl hfl k.
have mt0 := gen_coherence_ge0 gc; have C0 : 0 <= C by rewrite hC entry_max_ge0.
have fE : f = (2 * s)%:R + (2 * (n - s))%:R * L.
  by rewrite /f !natrM natrB //; move: (n%:R) (s%:R) => p q; ring.
have f0 : 0 <= f by rewrite fE addr_ge0 ?mulr_ge0 ?ler0n.
have fl0 : 0 <= fl by case: hfl => [->|[_ ->]]; rewrite ?mulr_ge0 ?ler0n.
have anal l : coh (W l) D mt /\ (forall i j, `|W l i j| <= C).
  by split=> [|i j]; [apply: in_X_coh (hW l)|rewrite hC -(in_X_entry (hW l) (hW 0%N)); apply: entry_maxP].
set c := T5_4_schedule _ _ _ _ _ _ _ _.
have cov b' : s%:R * b' <= fl -> close_covers L D b' W s B delta c.
  by move=> h; exists mt, C; rewrite /= -fE; split=> //; split=> //; rewrite ler_add2l.
have err : l1 (act_lista rho D W (threshold c) (D *m x + e) k - x) <= envelope c k.
  case: hfl => [e1|[sg e1]].
    apply: (activation_envelope_any L0 b0 pos lip bnd B0 d0 _ cl); apply: cov.
    by rewrite e1 le_eqVlt; apply/orP; left; apply/eqP; rewrite -mulr_natl; move: (s%:R) => p; ring.
  by apply: (activation_envelope L0 b0 pos lip bnd sg B0 d0 _ cl); apply: cov; rewrite e1.
apply: le_trans err _; have p : 0 < 1 - alpha by rewrite subr_gt0.
rewrite envelope_closed /= -/f -/alpha; last by rewrite lt_eqF.
rewrite [alpha ^+ k * _]mulrC ler_add2l mulrA ler_wpmul2r ?invr_ge0 ?(ltW p) //.
apply: ler_pimulr; first by rewrite addr_ge0 ?mulr_ge0.
by rewrite ler_subl_addr ler_addl exprn_ge0 // mulr_ge0.
Qed.
