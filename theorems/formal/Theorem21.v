(* Theorem 2.1 as printed, and the same with the generalised coherence. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Theorem 2.1: under Assumption 1 the problem DSC has at most one solution. Columns are not 0, or mu would not exist. *)
Definition T2_1_statement (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x x',
  (forall j, (j < J)%N -> forall i, col i (D j) != 0) -> assumption1 D s J ->
  dsc D s J y x -> dsc D s J y x' -> forall j, (j <= J)%N -> x j = x' j.

(* with mu~ in the place of mu, for any ordered field; mu~ <= mu for normalised columns (gen_coherence_le_mu) *)
Definition X1_dsc_statement (R : realFieldType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) mt s J y x x',
  (forall j, (j < J)%N -> gen_coherence (D j) (mt j) /\ coherence_bound (s j.+1) (mt j)) ->
  dsc D s J y x -> dsc D s J y x' -> forall j, (j <= J)%N -> x j = x' j.

Theorem T2_1 (R : rcfType) : T2_1_statement R.
Proof. move=> d D s J y x x' nz a1; exact: T2_1_printed nz a1. Qed.

Theorem X1_dsc (R : realFieldType) : X1_dsc_statement R.
Proof.
move=> d D mt s J y x x' H [x0 hx] [x0' hx']; elim=> [|j IH] jJ; first by rewrite x0 x0'.
have [gc bd] := H j jJ; have [W co] := gen_coherence_coh gc; have mt0 := gen_coherence_ge0 gc.
have [e l] := hx j jJ; have [e' l'] := hx' j jJ.
by apply: (code_unique co mt0 (bound_twice mt0 bd) l l'); rewrite -e -e' IH // ltnW.
Qed.
