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
