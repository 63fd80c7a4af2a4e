(* The rate of J layers: eta_j <= amp_j q^K + floor_j, where amp and floor do not know K, and floor is linear in the noise. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Lista Deep.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Rate.
Variable R : realFieldType.
Variables (s : nat -> nat) (B delta mu C : nat -> R) (J K : nat) (q : R).
Hypothesis H : forall j, (j < J)%N -> [/\ (0 < s j.+1)%N, 0 <= B j.+1, 0 <= delta j.+1, 0 <= mu j & 0 <= C j].
Hypothesis Hq : forall j, (j < J)%N -> ((2 * s j.+1)%:R - 1) * mu j <= q.
Hypothesis q1 : q < 1.

(* the schedules of Theorem 5.1, each for the noise of its layer and the error of the layer before *)
Fixpoint left_by (j : nat) : R :=
  if j is i.+1 then envelope (t51 (s i.+1) (B i.+1) (delta i.+1 + left_by i) (mu i) (C i)) K else 0.
Definition deep_schedule (j : nat) : schedule R := t51 (s j.+1) (B j.+1) (delta j.+1 + left_by j) (mu j) (C j).

Lemma eta_left j : eta K deep_schedule j = left_by j.
Proof. by case: j. Qed.

Definition gain j := (2 * s j.+1)%:R * C j / (1 - q).
Fixpoint amp j : R := if j is i.+1 then (s i.+1)%:R * B i.+1 + gain i * amp i else 0.
Fixpoint floor_ j : R := if j is i.+1 then gain i * (delta i.+1 + floor_ i) else 0.

Theorem eta_rate j : (j <= J)%N -> 0 <= eta K deep_schedule j /\ eta K deep_schedule j <= amp j * q ^+ K + floor_ j.
Proof.
rewrite eta_left; elim: j => [|j IH] jJ; first by rewrite /= mul0r addr0.
have [e0 IHj] := IH (ltnW jJ); have [s0 B0 d0 mu0 C0] := H jJ; have qq := Hq jJ.
have p : 0 < 1 - q by rewrite subr_gt0.
rewrite /=; set t := t51 _ _ _ _ _; set qj := ((2 * s j.+1)%:R - 1) * mu j in qq.
have qj0 : 0 <= qj by rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
have qj1 : qj < 1 := le_lt_trans qq q1.
have pj : 0 < 1 - qj by rewrite subr_gt0.
have n0 : 0 <= delta j.+1 + left_by j by rewrite addr_ge0.
have g0 : 0 <= gain j by rewrite divr_ge0 ?mulr_ge0 ?ler0n // ltW.
have rt : rate t = qj by [].
have dr : drift t = (2 * s j.+1)%:R * (C j * (delta j.+1 + left_by j)) by [].
have dr0 : 0 <= drift t by rewrite dr !mulr_ge0 ?ler0n.
split.
  elim: (K) => [|k IHk] /=; first by rewrite mulr_ge0 ?ler0n.
  by rewrite addr_ge0 // mulr_ge0.
rewrite envelope_closed rt; last by rewrite lt_eqF.
have h1 : qj ^+ K * start t <= (s j.+1)%:R * B j.+1 * q ^+ K.
  rewrite [X in X <= _]mulrC ler_wpmul2l ?mulr_ge0 ?ler0n //.
  by rewrite ler_expn2r // nnegrE // (le_trans qj0).
have h2 : drift t * (1 - qj ^+ K) / (1 - qj) <= gain j * (delta j.+1 + left_by j).
  apply: (@le_trans _ _ (drift t / (1 - qj))).
    rewrite ler_wpmul2r ?invr_ge0 ?(ltW pj) // ler_pimulr //.
    by rewrite ler_subl_addr ler_addl exprn_ge0.
  apply: (@le_trans _ _ (drift t / (1 - q))).
    by rewrite ler_wpmul2l // lef_pinv ?posrE // ler_sub.
  by rewrite dr /gain mulrA mulrAC.
apply: le_trans (ler_add h1 h2) _; rewrite mulrDl -addrA ler_add2l -mulrA -mulrDr ler_wpmul2l //.
by rewrite addrCA ler_add2l.
Qed.

Lemma amp_ge0 j : (j <= J)%N -> 0 <= amp j.
Proof.
elim: j => [//|j IH] jJ; have [s0 B0 d0 mu0 C0] := H jJ; rewrite /= addr_ge0 ?mulr_ge0 ?ler0n ?IH ?(ltnW jJ) //.
by rewrite invr_ge0 subr_ge0 ltW.
Qed.

Lemma floor_le G j : (j <= J)%N -> 1 <= G -> (forall i, (i < J)%N -> gain i <= G) ->
  0 <= floor_ j /\ floor_ j <= G ^+ J * \sum_(i < j) delta i.+1.
Proof.
move=> jJ G1 hG; have G0 : 0 <= G by apply: le_trans G1; apply: ler01.
suff: 0 <= floor_ j /\ floor_ j <= G ^+ j * \sum_(i < j) delta i.+1.
  move=> [f0 h]; split=> //; apply: le_trans h _; apply: ler_wpmul2r; last exact: ler_weexpn2l.
  by apply: sumr_ge0 => i _; have [] := H (leq_trans (ltn_ord i) jJ).
elim: j jJ => [|j IH] jJ; first by rewrite big_ord0 mulr0 /=.
have [f0 h] := IH (ltnW jJ); have [s0 B0 d0 mu0 C0] := H jJ.
have g0 : 0 <= gain j by rewrite divr_ge0 ?mulr_ge0 ?ler0n // subr_ge0 ltW.
split; first by rewrite /= mulr_ge0 // addr_ge0.
rewrite /= big_ord_recr /= exprS -mulrA; apply: ler_pmul => //; [exact: addr_ge0|exact: hG|].
rewrite addrC mulrDr ler_add // -[X in X <= _]mul1r ler_wpmul2r // exprn_ege1 //.
Qed.
End Rate.
