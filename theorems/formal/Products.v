(* Section 2, display (1): uniqueness through products of dictionaries.
   The paper writes D_[j,j0] for a product of consecutive dictionaries and claims that x_j0 is unique
   as soon as x_j is, and the sparsity of x_j0 meets the coherence bound of D_[j,j0]. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Definitions Norms Uniqueness Printed.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Products.
Variable R : rcfType.
Variables (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).

(* D_(j+1) ... D_(j+k) in the paper's numbers: it takes codes of layer j + k to layer j. *)
Fixpoint product (j k : nat) : 'M[R]_(d j, d (k + j)) :=
  if k is k'.+1 then product j k' *m D (k' + j) else 1%:M.

Variables (s : nat -> nat) (J : nat).

(* All solutions of DSC for y have the same code in layer j. *)
Definition unique_code (y : 'cV[R]_(d 0)) (j : nat) : Prop :=
  forall x x', dsc D s J y x -> dsc D s J y x' -> x j = x' j.

(* mu(D_[j,j+k]) is defined (no column is zero) and the sparsity of layer j + k is below its bound. *)
Definition product_bound (j k : nat) : Prop :=
  (forall i, col i (product j k) != 0) /\
  coherence_bound (s (k + j)) (mutual_coherence (product j k)).

(* (1), as meant: D_[j,j0] = D_(j+1) ... D_j0, so that x_j = D_[j,j0] x_j0. *)
Definition E1_meant : Prop := forall y j k,
  (0 < k)%N -> (k + j <= J)%N -> unique_code y j -> product_bound j k -> unique_code y (k + j).

(* (1), as defined: D_[j,j0] = D_j ... D_j0 starts one index earlier, and x_j is known to be unique. *)
Definition E1_printed : Prop := forall y j k,
  (0 < k)%N -> (k.+1 + j <= J)%N -> unique_code y j.+1 -> product_bound j k.+1 ->
  unique_code y (k.+1 + j).

(* Every layer may choose the product that suits it: then all codes are unique. *)
Definition E1_all_layers : Prop :=
  (forall j0, (0 < j0 <= J)%N -> exists j k, [/\ (0 < k)%N, (k + j)%N = j0 & product_bound j k]) ->
  forall y j, (j <= J)%N -> unique_code y j.

(* ---- proofs ---- *)

Lemma product_code y x j k : (k + j <= J)%N -> dsc D s J y x -> x j = product j k *m x (k + j)%N.
Proof.
move=> + hx; elim: k => [|k IH] kJ; first by rewrite mul1mx.
rewrite IH ?(ltnW kJ) // -mulmxA; congr (_ *m _).
by case: hx => _ /(_ (k + j)%N kJ) [].
Qed.

Theorem E1_meant_true : E1_meant.
Proof.
move=> y j [//|k] _ kJ un [nz bd] x x' hx hx'.
have sparse z : dsc D s J y z -> (l0 (z (k.+1 + j)%N) <= s (k.+1 + j))%N.
  by case=> _ /(_ (k + j)%N kJ) [].
apply: (code_unique_mu nz bd); rewrite ?sparse //.
by rewrite -(product_code kJ hx) -(product_code kJ hx') (un _ _ hx hx').
Qed.

Theorem E1_printed_true : E1_printed.
Proof.
move=> y j k k0 kJ un bd; apply: E1_meant_true => // x x' hx hx'.
have jJ : (j < J)%N by apply: leq_trans kJ; rewrite addSn ltnS leq_addl.
by have [_ /(_ j jJ) [-> _]] := hx; have [_ /(_ j jJ) [-> _]] := hx'; rewrite (un _ _ hx hx').
Qed.

Theorem E1_all_layers_true : E1_all_layers.
Proof.
move=> H y; elim/ltn_ind=> [[|j0] IH] jJ; first by move=> x x' [-> _] [-> _].
have [j [k [k0 e bd]]] := H j0.+1 jJ; rewrite -e.
apply: E1_meant_true => //; first by rewrite e.
apply: IH; first by rewrite -e -[X in (X < _)%N]add0n ltn_add2r.
by apply: leq_trans jJ; rewrite -e leq_addl.
Qed.

End Products.
