(* Theorem 2.2: false as printed, which does not ask for normalised columns; true with them; and the l1 recovery that the generalised
   coherence gives. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Stability L1 Lista Coherence.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : rcfType.

(* x is the only solution of DSC and the only solution of DSC_1 *)
Definition only_solution d (D : forall j, 'M[R]_(d j, d j.+1)) s J (y : 'cV[R]_(d 0%N)) (x : forall j, 'cV[R]_(d j)) : Prop :=
  [/\ dsc1 D J y x,
      forall x', dsc1 D J y x' -> forall j, (j <= J)%N -> x j = x' j &
      forall x', dsc D s J y x' -> forall j, (j <= J)%N -> x j = x' j].

(* Theorem 2.2: full row rank, Assumption 1 *)
Definition T2_2_statement : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x,
  (forall j, (j < J)%N -> row_free (D j)) -> (forall j, (j < J)%N -> forall i, col i (D j) != 0) -> assumption1 D s J ->
  dsc D s J y x -> only_solution D s J y x.

(* repaired: columns of norm 1 in place of full row rank *)
Definition T2_2_repaired_statement : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x,
  (forall j, (j < J)%N -> normalised (D j)) -> assumption1 D s J -> dsc D s J y x -> only_solution D s J y x.
End Statements.

(* with the generalised coherence: a code of at most s nonzeros is the only one of least l1 norm *)
Definition X1_statement (R : realFieldType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt s x, gen_coherence D mt -> coherence_bound s mt -> (l0 x <= s)%N -> l1_unique D x.

(* sharper: with a bound t_i for each row of some analysis matrix, the card T largest of the t_i / (1 + t_i) may sum to less than 1/2 *)
Definition X2_statement (R : realFieldType) : Prop :=
  forall m n (D W : 'M[R]_(m, n)) (t : 'I_n -> R) (T : {set 'I_n}) x,
  analyses W D -> (forall i j, i != j -> `|(W^T *m D) i j| <= t i) -> (forall i, 0 <= t i) ->
  (forall i j, i \in T -> j \notin T -> t j <= t i) -> \sum_(i in T) t i / (1 + t i) < 2%:R^-1 ->
  (l0 x <= #|T|)%N -> l1_unique D x.

Theorem X1 (R : realFieldType) : X1_statement R.
Proof.
move=> m n D mt s x gc bd xs; have [W co] := gen_coherence_coh gc; have mt0 := gen_coherence_ge0 gc.
exact: (l1_unique_coh co mt0 (bound_twice mt0 bd) xs).
Qed.

Theorem X2 (R : realFieldType) : X2_statement R.
Proof.
move=> m n D W t T x an off t0 top sum xT; pose h i := t i / (1 + t i).
have p i : 0 < 1 + t i by rewrite ltr_spaddl ?ltr01.
have h0 i : 0 <= h i by apply: divr_ge0; [apply: t0|apply: ltW].
have mono i j : t j <= t i -> h j <= h i.
  move=> le; rewrite /h ler_pdivr_mulr // mulrAC ler_pdivl_mulr // !mulrDr !mulr1 [t j * t i]mulrC.
  by rewrite ler_add2r.
apply: (l1_unique_shares (coh_shares (conj an off) t0) (T := T) (c := \big[Num.max/0]_(j | j \notin T) h j)) => // [|i iT|i iT].
- exact: max_ge0.
- by apply: max_le => [|j jT]; [apply: h0|apply: mono; apply: top].
- exact: (max_ge h).
Qed.

Section Repaired.
Variable R : rcfType.

Theorem T2_2_repaired : T2_2_repaired_statement R.
Proof.
move=> d D s J y x nD a1 hx; apply: (dsc1_unique (W := D) (mu := fun j => mutual_coherence (D j))) => // j jJ.
have mu0 := mutual_coherence_ge0 (D j).
by split=> //; [apply: normalised_coh (nD j jJ)|apply: bound_twice (a1 j jJ)].
Qed.

(* one layer: [[1/10, 0, 1], [0, 1, 1]] *)
Definition dim22 (j : nat) : nat := if j is 0 then 2 else 3.
Definition layer22 (j : nat) : 'M[R]_(dim22 j, dim22 j.+1) :=
  match j return 'M[R]_(dim22 j, dim22 j.+1) with 0 => D22 R | _ => 0 end.
Definition code22 (j : nat) : 'cV[R]_(dim22 j) :=
  match j return 'cV[R]_(dim22 j) with 0 => D22 R *m x22 R | 1 => x22 R | _ => 0 end.

Theorem T2_2_false : ~ T2_2_statement R.
Proof.
move=> /(_ _ layer22 (fun=> 1%N) 1%N (D22 R *m x22 R) code22) [].
- by move=> [|//] _; apply: full22.
- by move=> [|//] _ i; apply: nonzero22.
- by move=> [|//] _; apply: bound22.
- by split=> // -[|//] _; split=> //; apply: sparse22.
move=> [_ /(_ 0%N isT)[_ least]] _ _; have := least (u22 R) (esym (same22 R)).
by rewrite leNgt shorter22.
Qed.
End Repaired.
