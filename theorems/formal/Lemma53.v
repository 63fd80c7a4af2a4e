(* Lemma 5.3: convolutional networks and LISTA-CP. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From Dsc Require Import Norms Lista Network Signs DeepNetwork Thresholds ThreeBases.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : realFieldType.

(* Read by Definition 3.1 alone, which ends in a ReLU: some network puts out x^(K), for every signal. *)
Definition L5_3_statement : Prop :=
  forall s m n (D : 'M[R]_(m, n)) W theta K, (1 < s)%N -> (0 < m)%N -> (0 < n)%N -> (0 < K)%N -> (forall k, 0 <= theta k) ->
  exists net : seq (op R), (0 < depth net)%N /\ forall y, output n (run s net (input y)) = lista D W theta y K.

(* ... none does, wherever its entries are read, unless x^(K) is 0 for all signals *)
Definition L5_3_never_statement : Prop :=
  forall s m n (D : 'M[R]_(m, n)) W theta K, (exists y, lista D W theta y K != 0) ->
  ~ exists (net : seq (op R)) (place : 'I_n -> nat * nat), (0 < depth net)%N /\
    forall y i, entry (run s net (input y)) (place i).1 (place i).2 = lista D W theta y K i 0.

(* Read with a linear read-out: one network of kernel size s, for every signal; r is floor (log_s 2 (m + n)). *)
Definition L5_3_repaired_statement : Prop :=
  forall s m n (D : 'M[R]_(m, n)) W theta K, (1 < s)%N -> (0 < m)%N -> (0 < n)%N -> (forall k, 0 <= theta k) ->
  let N := (2 * (m + n))%N in let r := trunc_log s N in
  exists (net : seq (op R)) (read_out : 'M[R]_(n, N)),
    [/\ proper net, depth net = (K.+1 * r.+1).+1, (weights s net 1 m <= 13 * K.+1 * s ^ 2 * N ^ 2)%N &
        forall y, read_out *m output N (run s net (input y)) = lista D W theta y K].

(* The printed orders, for a fixed kernel size s: depth O(K log_s (m + d)) and O(K (m + d)^2) weights, in whole logarithms rounded down.
   The constant depends on s (it is 7 + 104 s^2): a kernel of s taps has s weights, so no constant serves every s. *)
Definition L5_3_orders_statement : Prop :=
  forall s, (1 < s)%N -> exists c : nat,
  forall m n (D : 'M[R]_(m, n)) W theta K, (0 < m)%N -> (0 < n)%N -> (s <= m + n)%N -> (0 < K)%N -> (forall k, 0 <= theta k) ->
  exists (net : seq (op R)) (read_out : 'M[R]_(n, 2 * (m + n))),
    [/\ proper net, (depth net <= c * (K * trunc_log s (m + n)))%N, (weights s net 1 m <= c * (K * (m + n) ^ 2))%N &
        forall y, read_out *m output (2 * (m + n)) (run s net (input y)) = lista D W theta y K].
End Statements.

Section Proofs.
Variable R : realFieldType.

Theorem L5_3_never : L5_3_never_statement R.
Proof.
move=> s m n D W theta K [y yK] [net [place [dp h]]].
have ge y' i : 0 <= lista D W theta y' K i 0 by rewrite -h run_depth.
case/negP: yK; apply/eqP/matrixP => i j; rewrite ord1 [RHS]mxE; apply: le_anti; rewrite ge andbT.
by have := ge (- y) i; rewrite lista_odd mxE oppr_ge0.
Qed.

Theorem L5_3_repaired : L5_3_repaired_statement R.
Proof.
move=> s m n D W theta K s2 m0 n0 t0 N r.
have NE : N = (n + n + (m + m))%N by rewrite /N; lia.
have Nr : (n + n + (m + m) <= s ^ r.+1)%N by rewrite -NE; apply: ltnW; apply: trunc_log_ltn.
exists (net s D W theta r K); rewrite /r {}NE in Nr *; exists (read_out R m n); split.
- rewrite /net /= (ltnW s2) muln_gt0 (ltnW s2) proper_cat proper_steps // proper_block ?muln_gt0 ?(ltnW s2) //.
  by rewrite -addnA addn_gt0 n0.
- exact: depth_net.
- exact: weights_net.
- by move=> y; apply: net_lista.
Qed.

Theorem L5_3_orders : L5_3_orders_statement R.
Proof.
move=> s s2; exists (7 + 104 * s ^ 2)%N => m n D W theta K m0 n0 sm K0 t0.
have [net [read_out [pr dp wt real]]] := L5_3_repaired D W K s2 m0 n0 t0.
exists net, read_out; split=> //.
  rewrite dp; set M := (m + n)%N in sm *; set t := trunc_log s M; set r := trunc_log s _.
  have M0 : (0 < 2 * M)%N by rewrite muln_gt0 /= (leq_trans _ sm) // ltnW.
  have t1 : (0 < t)%N.
    rewrite lt0n; apply/eqP => tE; have := trunc_log_ltn M s2; rewrite -/t tE expn1 ltnNge sm //.
  have rt : (r <= t.+1)%N.
    rewrite leqNgt; apply/negP => lt.
    have h1 : (s ^ t.+2 <= 2 * M)%N by apply: leq_trans (trunc_logP s2 M0); rewrite leq_exp2l.
    have h2 : (s * M < s * s ^ t.+1)%N by rewrite ltn_pmul2l ?(ltnW s2) // trunc_log_ltn.
    have h3 : (2 * M <= s * M)%N by rewrite leq_mul2r s2 orbT.
    by have := leq_ltn_trans (leq_trans h1 h3) h2; rewrite -expnS ltnn.
  have h : (K.+1 * r.+1 <= (2 * K) * (3 * t))%N by apply: leq_mul; lia.
  have k : (1 <= K * t)%N by rewrite muln_gt0 K0.
  have e : ((2 * K) * (3 * t) = 6 * (K * t))%N by rewrite mulnACA.
  rewrite e in h; move: (K * t)%N (K.+1 * r.+1)%N h k => a b h k.
  by rewrite mulnDl (leq_trans _ (leq_addr _ _)) //; lia.
apply: leq_trans wt _; set M := (m + n)%N.
apply: (@leq_trans (13 * (2 * K) * s ^ 2 * (2 * M) ^ 2)); first by rewrite !leq_mul2r leq_mul2l; apply/orP; right; apply/orP; right; lia.
rewrite expnMn; move: (s ^ 2)%N (M ^ 2)%N => a b.
by rewrite mulnDl (leq_trans _ (leq_addl _ _)) //; lia.
Qed.
End Proofs.

(* the three bases of R^4, one step, threshold 0 *)
Theorem L5_3_false (R : realFieldType) : ~ L5_3_statement R.
Proof.
move=> /(_ 2%N 4%N 12%N (bases R) (fun=> bases R) (fun=> 0) 1%N isT isT isT isT (fun=> lexx 0)) [net [dp h]].
pose x := lista (bases R) (fun=> bases R) (fun=> 0) (- (bases R *m spike 1 0)) 1.
have : 0 <= x 0 0 by rewrite /x -h mxE /read; case: ifP => // _; apply: run_depth.
rewrite /x lista_odd mxE oppr_ge0 /= mxE mulmx0 subr0 mxE [(0 : 'cV_12) _ _]mxE add0r analyse_spike mul1r bases_normalised.
have := softP 1 (lexx (0 : R)); rewrite normr_le0 subr_eq0 => /eqP ->.
by rewrite ler10.
Qed.
