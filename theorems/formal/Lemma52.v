(* Lemma 5.2 as printed is false; the true bound grows with k. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Lista Lipschitz Growth Coherence ThreeBases.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Lemma 5.2: for every dictionary there is a C such that, whatever the W^(k) of X(D) and the thresholds, LISTA-CP is Lipschitz in y
   with constant C, at every step (squared, so that no root is needed). *)
Definition L5_2_statement (R : realFieldType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt, normalised D -> gen_coherence D mt ->
  exists C, 0 < C /\ forall W theta, (forall k, in_X D (W k) mt) ->
    forall y y' k, sq2 (lista D W theta y k - lista D W theta y' k) <= C ^+ 2 * sq2 (y - y').

(* No constant serves: any dictionary with more than twice as many atoms as rows, any W with w_i . d_i = 1, any thresholds >= 0. *)
Definition L5_2_every_statement (R : realFieldType) : Prop :=
  forall m n (D W : 'M[R]_(m, n)) theta, (2 * m < n)%N -> analyses W D -> (forall k, 0 <= theta k) ->
  ~ exists C, forall y y' k, sq2 (lista D (fun=> W) theta y k - lista D (fun=> W) theta y' k) <= C ^+ 2 * sq2 (y - y').

(* What holds: in the l1 norm, with the column sums of |W^T| and |I - W^T D| bounded by w and g, the constant w (1 + g + ... + g^(k-1)). *)
Definition L5_2_repaired_statement (R : realFieldType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) (W : nat -> 'M[R]_(m, n)) theta w g, (forall k, 0 <= theta k) -> 0 <= g ->
  (forall k j, \sum_i `|(W k)^T i j| <= w) -> (forall k j, \sum_i `|(1%:M - (W k)^T *m D) i j| <= g) ->
  forall y y' k, l1 (lista D W theta y k - lista D W theta y' k) <= w * (\sum_(i < k) g ^+ i) * l1 (y - y').

Theorem L5_2_every (R : archiFieldType) : L5_2_every_statement R.
Proof. by move=> m n D W theta wide an t0; apply: growth. Qed.

(* on the three bases of R^4, where one nonzero is allowed *)
Theorem L5_2_false (R : archiFieldType) : ~ L5_2_statement R.
Proof.
move=> /(_ _ _ (bases R) _ (bases_normalised R) (bases_gen_coherence R)) [C [_ hC]].
apply: (@L5_2_every R _ _ (bases R) (bases R) (fun=> 0)) => //; first exact: bases_normalised.
by exists C => y y' k; apply: hC => _; apply: bases_in_X.
Qed.

Theorem L5_2_repaired (R : realFieldType) : L5_2_repaired_statement R.
Proof. by move=> m n D W theta w g t0 g0 hw hg y y' k; apply: lista_lipschitz. Qed.
