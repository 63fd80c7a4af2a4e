(* Theorems 2.1 and 2.3 are sharp: neither the strict inequality nor the constant can be improved. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Theorem23 Dictionaries Inequality3.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Theorem 2.1 with "at most" for "less than" *)
Definition T2_1_tightened (R : rcfType) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) J y x x',
  (forall j, (j < J)%N -> forall i, col i (D j) != 0) ->
  (forall j, (j < J)%N -> 0 < mutual_coherence (D j) /\
     (s j.+1)%:R <= (1 + (mutual_coherence (D j))^-1) / 2%:R) ->
  dsc D s J y x -> dsc D s J y x' -> forall j, (j <= J)%N -> x j = x' j.

(* Theorem 2.3 with its bound multiplied by t *)
Definition T2_3_tightened (R : rcfType) (t : R) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) J eps eps0 y x x',
  (forall j, (j < J)%N -> normalised (D j)) -> assumption1 D s J ->
  dsc D s J y x -> dsc_noisy D s J eps (y + eps0) x' ->
  forall j, (j <= J)%N -> l2 (x j - x' j) <= t * T2_3_delta D s eps eps0 j.

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

(* one layer, as a family of layers *)
Section OneLayer.
Variables (m n : nat) (D : 'M[R]_(m, n)).
Definition sizes j := if j is 0%N then m else n.
Definition layer j : 'M[R]_(sizes j, sizes j.+1) := match j with 0%N => D | _.+1 => 0 end.
Definition codes (y : 'cV[R]_m) (x : 'cV[R]_n) j : 'cV[R]_(sizes j) := match j with 0%N => y | _.+1 => x end.

Lemma dsc_one s x : (l0 x <= s)%N -> dsc layer (fun=> s) 1 (D *m x) (codes (D *m x) x).
Proof. by move=> xs; split=> // -[|//] _; split. Qed.

Lemma noisy_one s (y : 'cV[R]_m) x : (l0 x <= s)%N -> D *m x = y ->
  dsc_noisy layer (fun=> s) 1 (fun=> 0) y (codes y x).
Proof.
move=> xs e; split=> // -[|//] _; split=> //=; rewrite e subrr /l2 /sq2.
by rewrite big1 ?sqrtr0 // => i _; rewrite mxE expr0n.
Qed.
End OneLayer.

(* the simplex of four vectors in dimension three: mu = 1/3, (1 + 1/mu)/2 = 2, and two codes with two nonzeros *)
Definition simplex : 'M[R]_(3, 4) :=
  int_mx 3 4 1%:R [:: [:: 1; 1; -1; -1]; [:: 1; -1; 1; -1]; [:: 1; -1; -1; 1]].
Definition first_half : 'cV[R]_4 := int_mx 4 1 1%:R [:: [:: 1]; [:: 1]; [:: 0]; [:: 0]].
Definition second_half : 'cV[R]_4 := int_mx 4 1 1%:R [:: [:: 0]; [:: 0]; [:: -1]; [:: -1]].

Lemma simplex_gram i j : (simplex^T *m simplex) i j = if i == j then 3%:R else -1.
Proof. by rewrite int_gramE mulr1 divr1; case: i j => [[|[|[|[|//]]]] ?] [[|[|[|[|//]]]] ?]. Qed.

Lemma simplex_coherence : mutual_coherence simplex = 3%:R^-1.
Proof.
apply: (@coherence_equal_norms _ _ _ _ 3%:R _ 0 1) => [||i j ij||//]; rewrite ?ltr0n //.
- by move=> i; rewrite simplex_gram eqxx.
- by rewrite simplex_gram (negbTE ij) mulVf ?pnatr_eq0 // normrN1.
- by rewrite simplex_gram mulVf ?pnatr_eq0 // normrN1.
Qed.

Theorem T2_1_tightened_false : ~ T2_1_tightened R.
Proof.
move=> H; have e : simplex *m first_half = simplex *m second_half.
  by rewrite !int_mul // -natrM; apply: int_eq; vm_compute.
have s1 : (l0 first_half <= 2)%N by rewrite int_l0E ?pnatr_eq0.
have s2 : (l0 second_half <= 2)%N by rewrite int_l0E ?pnatr_eq0.
have nz i : col i simplex != 0.
  by apply/eqP => /matrixP/(_ 0 0); rewrite !mxE divr1 => /eqP; case: i => [[|[|[|[|//]]]] ?]; rewrite intr_eq0.
have d1 := dsc_one simplex s1; have d2 := dsc_one simplex s2; rewrite -e in d2.
have := H _ (layer simplex) (fun=> 2%N) 1%N _ _ _ _ _ d1 d2 1%N isT.
have h1 : forall j, (j < 1)%N -> forall i, col i (layer simplex j) != 0 by case.
have h2 : forall j, (j < 1)%N -> 0 < mutual_coherence (layer simplex j) /\
    2%:R <= (1 + (mutual_coherence (layer simplex j))^-1) / 2%:R.
  case=> // _ /=; rewrite simplex_coherence invr_gt0 ltr0n invrK; split=> //.
  by rewrite ler_pdivl_mulr ?ltr0n // -natrM -mulrS.
move=> /(_ h1 h2) /matrixP/(_ 0 0) /eqP; rewrite !mxE /= !divr1 eqr_int.
by [].
Qed.

(* four columns of D45 with ones: the difference of the two codes is bounded by 2 and is 2 *)
Let x : 'cV[R]_5 := int_mx 5 1 1%:R [:: [:: 1]; [:: 1]; [:: 0]; [:: 0]; [:: 0]].
Let x' : 'cV[R]_5 := int_mx 5 1 1%:R [:: [:: 0]; [:: 0]; [:: -1]; [:: -1]; [:: 0]].

Lemma l2_nat n (z : 'cV[R]_n) (a : R) : 0 <= a -> sq2 z = a ^+ 2 -> l2 z = a.
Proof. by move=> a0 e; rewrite /l2 e sqrtr_sqr ger0_norm. Qed.

Lemma D45_assumption : coherence_bound 2 (mutual_coherence (D45 R)).
Proof.
apply: bound_of_mul; rewrite ?coherence_ge0 // D45_coherence -subr_gt0.
have n49 : 49%:R != 0 :> R by rewrite pnatr_eq0.
have -> : 1 + 15%:R / 49%:R - (2 * 2)%:R * (15%:R / 49%:R) = 4%:R / 49%:R :> R by field.
by rewrite divr_gt0 ?ltr0n.
Qed.

Theorem T2_3_tightened_false (t : R) : t < 1 -> ~ T2_3_tightened t.
Proof.
move=> t1 H.
have s1 : (l0 x <= 2)%N by rewrite int_l0E ?pnatr_eq0.
have s2 : (l0 x' <= 2)%N by rewrite int_l0E ?pnatr_eq0.
pose e0 := D45 R *m x' - D45 R *m x.
have E : D45 R *m x' = D45 R *m x + e0 by rewrite addrC subrK.
have := H _ (layer (D45 R)) (fun=> 2%N) 1%N (fun=> 0) e0 _ _ _ _ _ (dsc_one (D45 R) s1) (noisy_one s2 E) 1%N isT.
have h1 : forall j, (j < 1)%N -> normalised (layer (D45 R) j) by case=> // _; apply: D45_normalised.
have h2 : assumption1 (layer (D45 R)) (fun=> 2%N) 1 by case=> // _; apply: D45_assumption.
move=> /(_ h1 h2) /=; rewrite /margin add0r D45_coherence.
have -> : l2 (x - x') = 2%:R.
  by apply: l2_nat; rewrite ?ler0n // int_sub int_sq2E (_ : dot _ _ _ = 4) // mulr1 divr1 -natrX.
have -> : l2 e0 = 4%:R / 7%:R.
  apply: l2_nat; rewrite ?divr_ge0 ?ler0n // /e0 !int_mul // int_sub int_sq2E (_ : dot _ _ _ = 64) //.
  rewrite expr_div_n; apply/eqP; rewrite eqr_div ?mulf_neq0 ?expf_neq0 ?pnatr_eq0 //.
  by rewrite -!natrX !mulr1 -!natrM.
have n7 : 7%:R != 0 :> R by rewrite pnatr_eq0.
have -> : 1 - ((2 * 2)%:R - 1) * (15%:R / 49%:R) = (2%:R / 7%:R) ^+ 2 :> R.
  by have n49 : 49%:R != 0 :> R by [rewrite pnatr_eq0]; field.
rewrite sqrtr_sqr ger0_norm ?divr_ge0 ?ler0n //.
have -> : 4%:R / 7%:R / (2%:R / 7%:R) = 2%:R :> R by field.
by apply/negP; rewrite -ltNge gtr_pmull ?ltr0n.
Qed.

End Proofs.
