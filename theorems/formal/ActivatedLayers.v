(* Theorems 3.5 and 3.4 for J layers, repaired.

   In print (3.5): if phi is a network within eps of the ReLU on [-M, M], M large enough, then under the conditions of Theorem 3.1 there is a
   network whose J intermediate outputs satisfy |x~_j - x_j|_2 <= C e^(-c K) + C sum delta_i + C eps, constants of D, B, lambda.
   [T3_5_true]: so it is, with W = D, for every signal and noise of the class; the network applies phi where LISTA-CP's network applies the ReLU:
   each of the K steps of a layer is x -> phi(A x + D^T y - theta) - phi(-A x - D^T y - theta), A = I - D^T D, and M0 says how large M has to be.
   The thresholds know eps; the print's do not (its proof bounds |A|, whose powers grow).

   In print (3.4): the same for an activation rho with Lipschitz constant L >= 1, with C beta L^(m-1) in place of C eps, if
   lambda < (1/mu - 2 L^m d) / (2 - 2 L^m).
   [T3_4_true]: so it is, with the m-th power of rho, m >= 1, under Assumption 1 alone; for L > 1 the print's condition on lambda is not needed
   (read as its proof reads it, it is never met: Theorem34.v). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Printed Stability Lista Coherence Activation Inexact.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : rcfType.

(* layer j runs K steps on the output of layer j - 1 *)
Fixpoint phi_codes (phi : R -> R) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (theta : nat -> nat -> R) (K : nat)
    (y : 'cV[R]_(d 0%N)) (j : nat) : 'cV[R]_(d j) :=
  if j is i.+1 then phi_lista (D i) phi (fun=> D i) (theta i) (phi_codes phi D theta K y i) K else y.

Definition T3_5_iteration_statement : Prop :=
  forall (J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (lambda : nat -> nat),
  (forall j, (j < J)%N -> normalised (D j)) -> (forall j, (0 < lambda j)%N) -> assumption1 D lambda J ->
  exists q, [/\ 0 < q, q < 1 & forall (B : nat -> R), (forall j, 0 <= B j) -> exists C, 0 < C /\
  forall K delta eps, (forall j, 0 <= delta j) -> 0 <= eps -> exists M0 theta, forall phi M, M0 <= M ->
    (forall v, `|v| <= M -> `|phi v - relu v| <= eps) ->
    forall x e, dsc_class D lambda B delta J x e -> forall j, (j <= J)%N ->
    l2 (phi_codes phi D theta K (x 0%N) j - x j) <= C * q ^+ K + C * (\sum_(i < j) delta i.+1) + C * eps].

Definition T3_4_iteration_statement : Prop :=
  forall (J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (lambda : nat -> nat),
  (forall j, (j < J)%N -> normalised (D j)) -> (forall j, (0 < lambda j)%N) -> assumption1 D lambda J ->
  exists q, [/\ 0 < q, q < 1 & forall (B : nat -> R), (forall j, 0 <= B j) -> exists C, 0 < C /\
  forall K delta rho L beta m, (forall j, 0 <= delta j) -> (0 < m)%N -> 1 <= L -> 0 <= beta ->
    (forall v, 0 <= v -> rho v = v) -> (forall v, v < 0 -> `|rho v| <= beta) -> (forall u v, `|rho u - rho v| <= L * `|u - v|) ->
    exists theta, forall x e, dsc_class D lambda B delta J x e -> forall j, (j <= J)%N ->
    l2 (phi_codes (iter m rho) D theta K (x 0%N) j - x j) <= C * q ^+ K + C * (\sum_(i < j) delta i.+1) + C * (beta * L ^+ m.-1)].
End Statements.

Section Proof.
Variable R : rcfType.

Lemma envelope_rate (c : schedule R) q k : 0 <= start c -> 0 <= rate c -> rate c <= q -> q < 1 -> 0 <= drift c ->
  envelope c k <= start c * q ^+ k + drift c / (1 - q) /\ 0 <= envelope c k.
Proof.
move=> s0 r0 rq q1 d0; have p : 0 < 1 - q by rewrite subr_gt0.
have q0 : 0 <= q := le_trans r0 rq.
elim: k => [|k [IH E0]] /=.
  by rewrite expr0 mulr1 ler_addl divr_ge0 // ltW.
split; last by rewrite addr_ge0 // mulr_ge0.
apply: (@le_trans _ _ (q * (start c * q ^+ k + drift c / (1 - q)) + drift c)).
  rewrite ler_add2r; apply: (@le_trans _ _ (q * envelope c k)); first by rewrite ler_wpmul2r.
  by rewrite ler_wpmul2l.
rewrite mulrDr mulrCA -exprS -addrA ler_add2l le_eqVlt; apply/orP; left; apply/eqP.
move: (drift c) p => x p; have nz : 1 - q != 0 by rewrite gt_eqF.
by field.
Qed.

Lemma l2_le_l1' n (z : 'cV[R]_n) : l2 z <= l1 z.
Proof. by rewrite /l2 -[X in _ <= X]ger0_norm ?l1_ge0 // -sqrtr_sqr ler_wsqrtr // sq2_l1. Qed.

Section Layers.
Variables (J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (lambda : nat -> nat) (B : nat -> R).
Hypotheses (nD : forall j, (j < J)%N -> normalised (D j)) (l0 : forall j, (0 < lambda j)%N) (B0 : forall j, 0 <= B j).
Hypothesis a1 : assumption1 D lambda J.

Let mu j := mutual_coherence (D j).
Let qj j := ((2 * lambda j.+1)%:R - 1) * mu j.
Definition q35 : R := Num.max 2%:R^-1 (\big[Num.max/0]_(j < J) (((2 * lambda j.+1)%:R - 1) * mutual_coherence (D j))).

Lemma q35_pos : 0 < q35. Proof. by rewrite lt_maxr invr_gt0 ltr0n. Qed.
Lemma q35_lt1 : q35 < 1.
Proof.
rewrite lt_maxl invf_lt1 ?ltr0n // ltr1n /=; apply: big_max_lt => [|j _]; first exact: ltr01.
exact: bound_rate (mutual_coherence_ge0 _) (l0 _) (a1 (ltn_ord j)).
Qed.
Lemma qj_le j : (j < J)%N -> qj j <= q35.
Proof.
move=> jJ; rewrite le_maxr; apply/orP; right.
exact: (max_ge (fun j : 'I_J => ((2 * lambda j.+1)%:R - 1) * mutual_coherence (D j)) (isT : xpredT (Ordinal jJ))).
Qed.
Lemma qj_ge0 j : 0 <= qj j.
Proof. by rewrite mulr_ge0 ?mutual_coherence_ge0 // subr_ge0 ler1n mul2n double_gt0. Qed.

Definition out35 j : R := (d j.+1 - lambda j.+1)%:R.
Definition gain35 j : R := (2 * lambda j.+1)%:R / (1 - q35).
Definition spill35 j : R := ((4 * lambda j.+1)%:R * out35 j * mu j + (2 * lambda j.+1)%:R) / (1 - q35) + out35 j * 2%:R.

Fixpoint amp35 j : R := if j is i.+1 then (lambda i.+1)%:R * B i.+1 + gain35 i * amp35 i else 0.
Fixpoint noise35 j : R := if j is i.+1 then gain35 i + gain35 i * noise35 i else 0.
Fixpoint eps35 j : R := if j is i.+1 then gain35 i * eps35 i + spill35 i else 0.

Let p : 0 < 1 - q35. Proof. by rewrite subr_gt0 q35_lt1. Qed.
Lemma gain35_ge0 j : 0 <= gain35 j. Proof. by rewrite divr_ge0 ?ler0n // ltW. Qed.
Lemma spill35_ge0 j : 0 <= spill35 j.
Proof.
apply: addr_ge0; last by rewrite mulr_ge0 ?ler0n.
apply: divr_ge0; last exact: ltW p.
by rewrite addr_ge0 ?ler0n // !mulr_ge0 ?ler0n // mutual_coherence_ge0.
Qed.
Lemma amp35_ge0 j : 0 <= amp35 j.
Proof.
elim: j => [|j IH] //=; apply: addr_ge0; first by rewrite mulr_ge0 ?ler0n.
by apply: mulr_ge0 => //; apply: gain35_ge0.
Qed.
Lemma noise35_ge0 j : 0 <= noise35 j.
Proof. by elim: j => [|j IH] //=; rewrite addr_ge0 ?gain35_ge0 // mulr_ge0 ?gain35_ge0. Qed.
Lemma eps35_ge0 j : 0 <= eps35 j.
Proof. by elim: j => [|j IH] //=; rewrite addr_ge0 ?spill35_ge0 // mulr_ge0 ?gain35_ge0. Qed.

Definition C35 : R := 1 + \sum_(i < J.+1) (amp35 i + noise35 i + eps35 i).
Lemma C35_ge j : (j <= J)%N -> [/\ 0 < C35, amp35 j <= C35, noise35 j <= C35 & eps35 j <= C35].
Proof.
move=> jJ; have pos i : 0 <= amp35 i + noise35 i + eps35 i by rewrite !addr_ge0 ?amp35_ge0 ?noise35_ge0 ?eps35_ge0.
have S0 : 0 <= \sum_(i < J.+1) (amp35 i + noise35 i + eps35 i) by apply: sumr_ge0.
have le : amp35 j + noise35 j + eps35 j <= C35.
  rewrite /C35 (bigD1 (Ordinal (jJ : (j < J.+1)%N))) //= addrCA ler_addl addr_ge0 ?ler01 // sumr_ge0 //.
by split; [rewrite ltr_spaddl ?ltr01|apply: le_trans le; rewrite -addrA ler_addl addr_ge0 ?noise35_ge0 ?eps35_ge0
  |apply: le_trans le; rewrite -addrA addrCA ler_addl addr_ge0 ?amp35_ge0 ?eps35_ge0
  |apply: le_trans le; rewrite ler_addr addr_ge0 ?amp35_ge0 ?noise35_ge0].
Qed.

Section Data.
Variables (K : nat) (delta : nat -> R) (eps : R).
Hypotheses (dl0 : forall j, 0 <= delta j) (eps0 : 0 <= eps).

Fixpoint left35 j : R :=
  if j is i.+1 then envelope (t35 (d i.+1) eps (lambda i.+1) (B i.+1) (delta i.+1 + left35 i) (mu i) 1) K + out35 i * (2%:R * eps) else 0.
Definition sched35 j : schedule R := t35 (d j.+1) eps (lambda j.+1) (B j.+1) (delta j.+1 + left35 j) (mu j) 1.

Lemma drift35 j : drift (sched35 j) / (1 - q35) + out35 j * (2%:R * eps) = gain35 j * (delta j.+1 + left35 j) + spill35 j * eps.
Proof.
rewrite /spill35 /gain35 /= -/(out35 j) !natrM.
have nz : 1 - q35 != 0 by rewrite gt_eqF.
move: (lambda _)%:R (out35 j) (delta _ + _) (mu j) nz => l o t u nz; by field.
Qed.

Lemma parts_of j : 0 <= left35 j ->
  [/\ 0 <= start (sched35 j), 0 <= rate (sched35 j), 0 <= drift (sched35 j) & 0 <= offset (sched35 j)].
Proof.
move=> h; have e2 : 0 <= 2%:R * eps by rewrite mulr_ge0 ?ler0n.
have o0 : 0 <= offset (sched35 j).
  apply: addr_ge0; first by rewrite mul1r addr_ge0.
  by apply: mulr_ge0; [exact: mutual_coherence_ge0|rewrite mulr_ge0 ?ler0n].
split=> //; [by rewrite mulr_ge0 ?ler0n|exact: qj_ge0|].
by apply: addr_ge0; rewrite mulr_ge0 ?ler0n.
Qed.

Lemma left35_ge0 j : 0 <= left35 j.
Proof.
elim: j => [|j IH] //; rewrite [left35 _]/= -/(sched35 j); apply: addr_ge0.
  have [s0 r0 d0 _] := parts_of IH.
  by elim: (K) => [|k IHk] //=; rewrite addr_ge0 // mulr_ge0.
by rewrite mulr_ge0 ?ler0n // mulr_ge0 ?ler0n.
Qed.

Lemma sched35_parts j : [/\ 0 <= start (sched35 j), 0 <= rate (sched35 j), 0 <= drift (sched35 j) & 0 <= offset (sched35 j)].
Proof. exact: parts_of (left35_ge0 j). Qed.

Lemma env35 j k : (j < J)%N -> envelope (sched35 j) k + out35 j * (2%:R * eps) <=
  (lambda j.+1)%:R * B j.+1 * q35 ^+ k + (gain35 j * (delta j.+1 + left35 j) + spill35 j * eps).
Proof.
move=> jJ; have [s0 r0 d0 _] := sched35_parts j.
have [h _] := envelope_rate k s0 r0 (qj_le jJ) q35_lt1 d0.
by rewrite -drift35 addrA ler_add2r.
Qed.

Lemma left35_le j : (j <= J)%N -> left35 j <= amp35 j * q35 ^+ K + noise35 j * (\sum_(i < j) delta i.+1) + eps35 j * eps.
Proof.
elim: j => [|j IH] jJ; first by rewrite /= !(mul0r, addr0).
apply: le_trans (env35 K jJ) _; have {}IH := IH (ltnW jJ); have g0 := gain35_ge0 j.
have S0 : 0 <= \sum_(i < j) delta i.+1 by apply: sumr_ge0.
apply: (@le_trans _ _ ((lambda j.+1)%:R * B j.+1 * q35 ^+ K +
   (gain35 j * (delta j.+1 + (amp35 j * q35 ^+ K + noise35 j * (\sum_(i < j) delta i.+1) + eps35 j * eps)) + spill35 j * eps))).
  by rewrite ler_add2l ler_add2r ler_wpmul2l // ler_add2l.
rewrite big_ord_recr /= -subr_ge0; move: (\sum_(i < j) _) S0 (q35 ^+ K) (delta j.+1) (dl0 j.+1) (noise35_ge0 j) => S S0 Q t t0 n0.
rewrite [X in 0 <= X](_ : _ = gain35 j * S + gain35 j * (noise35 j * t)); last by ring.
by apply: addr_ge0; apply: mulr_ge0 => //; apply: mulr_ge0.
Qed.

(* how large M has to be *)
Definition M35 : R := \sum_(j < J) (B j.+1 + 2%:R * (mu j * (start (sched35 j) + drift (sched35 j) / (1 - q35)) + offset (sched35 j))).

Lemma threshold35 j k : (j < J)%N -> B j.+1 + 2%:R * threshold (sched35 j) k <= M35.
Proof.
move=> jJ; have mu0 i : 0 <= mu i by apply: mutual_coherence_ge0.
have pos i : 0 <= B i.+1 + 2%:R * (mu i * (start (sched35 i) + drift (sched35 i) / (1 - q35)) + offset (sched35 i)).
  have [s0 r0 d0 o0] := sched35_parts i.
  apply: addr_ge0 => //; apply: mulr_ge0; rewrite ?ler0n //; apply: addr_ge0 => //; apply: mulr_ge0 => //.
  by apply: addr_ge0 => //; apply: divr_ge0 => //; apply: ltW.
apply: (@le_trans _ _ (B j.+1 + 2%:R * (mu j * (start (sched35 j) + drift (sched35 j) / (1 - q35)) + offset (sched35 j)))); last first.
  by rewrite /M35 (bigD1 (Ordinal jJ)) //= ler_addl sumr_ge0 // => i _; apply: pos.
have [s0 r0 d0 o0] := sched35_parts j.
have [h _] := envelope_rate k s0 r0 (qj_le jJ) q35_lt1 d0.
rewrite ler_add2l; apply: ler_wpmul2l; first by rewrite ler0n.
rewrite /threshold ler_add2r; apply: ler_wpmul2l; first exact: mu0.
apply: le_trans h _; rewrite ler_add2r ler_pimulr //.
by rewrite exprn_ile1 // ltW ?q35_pos ?q35_lt1.
Qed.

Theorem codes35 phi M x e : M35 <= M -> (forall v, `|v| <= M -> `|phi v - relu v| <= eps) -> dsc_class D lambda B delta J x e ->
  forall j, (j <= J)%N -> l1 (phi_codes phi D (fun j => threshold (sched35 j)) K (x 0%N) j - x j) <= left35 j.
Proof.
move=> hM near hx; pose out := phi_codes phi D (fun j => threshold (sched35 j)) K (x 0%N).
suff H j : (j < J)%N -> 0 <= left35 j -> forall e', in_class (lambda j.+1) (B j.+1) (delta j.+1 + left35 j) (x j.+1) e' ->
    out j = D j *m x j.+1 + e' -> l1 (out j.+1 - x j.+1) <= left35 j.+1.
  exact: (@layers_within R d D lambda B delta J left35 x e out H erefl (lexx 0) hx).
move=> jJ er0 e' cl oE.
have -> : out j.+1 = phi_lista (D j) phi (fun=> D j) (threshold (sched35 j)) (out j) K by [].
rewrite oE.
have cov : inexact_covers (D j) (fun=> D j) (lambda j.+1) (B j.+1) (delta j.+1 + left35 j) (2%:R * eps) (sched35 j).
  exists (mu j), 1; split; rewrite ?ler01 ?mutual_coherence_ge0 //.
  by move=> k; split=> [|a b]; [apply: normalised_coh (nD jJ)|apply: normalised_entry (nD jJ)].
apply: (phi_envelope near (l0 _) (B0 _) (addr_ge0 (dl0 _) er0) eps0 cov _ cl) => k.
exact: le_trans (threshold35 k jJ) hM.
Qed.

Theorem rate35 phi M x e : M35 <= M -> (forall v, `|v| <= M -> `|phi v - relu v| <= eps) -> dsc_class D lambda B delta J x e ->
  forall j, (j <= J)%N -> l2 (phi_codes phi D (fun j => threshold (sched35 j)) K (x 0%N) j - x j) <=
    C35 * q35 ^+ K + C35 * (\sum_(i < j) delta i.+1) + C35 * eps.
Proof.
move=> hM near hx j jJ; apply: le_trans (l2_le_l1' _) _.
apply: le_trans (codes35 hM near hx jJ) _; apply: le_trans (left35_le jJ) _.
have [c0 ca cn ce] := C35_ge jJ.
have S0 : 0 <= \sum_(i < j) delta i.+1 by apply: sumr_ge0.
by apply: ler_add; [apply: ler_add|]; rewrite ler_wpmul2r // exprn_ge0 // ltW // q35_pos.
Qed.
End Data.
End Layers.

Theorem T3_5_true : T3_5_iteration_statement R.
Proof.
move=> J d D lambda nD l0 a1; exists (q35 J D lambda).
split; [exact: q35_pos|exact: q35_lt1|move=> B B0; exists (C35 J D lambda B)].
have [c0 _ _ _] := C35_ge l0 B0 a1 (leqnn J).
split=> // K delta eps dl0 eps0; exists (M35 J D lambda B K delta eps), (fun j => threshold (sched35 D lambda B K delta eps j)).
move=> phi M hM near x e hx j jJ; exact: (rate35 nD l0 B0 a1 dl0 eps0 hM near hx jJ).
Qed.

(* powers of rho stay within beta of the ReLU *)
Lemma power_near (rho : R -> R) beta m v : 0 <= beta -> (forall v, 0 <= v -> rho v = v) -> (forall v, v < 0 -> `|rho v| <= beta) ->
  (0 < m)%N -> `|iter m rho v - relu v| <= beta.
Proof.
move=> b0 pos bnd; have [v0|v0] := leP 0 v.
  by move=> _; rewrite relu_ge0 //; have -> : iter m rho v = v; [elim: m => //= m ->; apply: pos|rewrite subrr normr0].
rewrite (relu_le0 (ltW v0)) subr0; elim: m => [//|[|m] IH] _; first exact: bnd.
rewrite iterS; have {}IH := IH isT; set w := iter m.+1 rho v in IH *.
by have [w0|w0] := leP 0 w; [rewrite pos|exact: bnd].
Qed.

Theorem T3_4_true : T3_4_iteration_statement R.
Proof.
move=> J d D lambda nD l0 a1; have [q [q0 q1 H]] := T3_5_true nD l0 a1.
exists q; split=> // B B0; have [C [C0 {}H]] := H B B0.
exists C; split=> // K delta rho L beta m dl0 m0 L1 b0 pos bnd _.
have e0 : 0 <= beta * L ^+ m.-1 by rewrite mulr_ge0 // exprn_ge0 // (le_trans ler01).
have [M0 [theta {}H]] := H K delta _ dl0 e0; exists theta => x e hx j jJ.
apply: (H _ M0 (lexx _) _ _ _ hx _ jJ) => v _; apply: le_trans (power_near v b0 pos bnd m0) _.
by rewrite ler_pemulr // exprn_ege1.
Qed.
End Proof.
