(* Section 2, the display after Corollary 2.5: Theorem 2.3 for a product D_[j,j0] of dictionaries,
     |x~_j0 - x_j0|^2 <= (eps_[j,j0] + delta_j)^2 / (1 - (2 lambda_j - 1) mu(D_[j,j0])).
   It is false: products of columns of norm 1 are short. With the least column norm of the product it is true.
   The print has lambda_j, the sparsity of the wrong layer; both readings are settled. Its D_[j,j0] is read as
   D_(j+1) ... D_j0: with the definition's D_j ... D_j0 the sizes do not fit. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Dictionaries Inequality3 Products.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* The display, under the conditions of Theorem 2.3. [level j j0] is the layer whose sparsity it uses. *)
Definition product_stability (R : rcfType) (level : nat -> nat -> nat) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) J eps eps0 y x x' j k (e delta : R),
  (forall i, (i < J)%N -> normalised (D i)) -> assumption1 D s J ->
  dsc D s J y x -> dsc_noisy D s J eps (y + eps0) x' ->
  (0 < j)%N -> (0 < k)%N -> (k + j <= J)%N -> 0 <= e -> 0 <= delta ->
  l2 (x j - x' j) ^+ 2 <= delta ^+ 2 -> l2 (x' j - product D j k *m x' (k + j)%N) <= e ->
  let a := 1 - ((2 * s (level j (k + j)%N))%:R - 1) * mutual_coherence (product D j k) in
  0 < a -> l2 (x (k + j)%N - x' (k + j)%N) ^+ 2 <= (e + delta) ^+ 2 / a.

Definition product_stability_printed R := product_stability R (fun j _ => j).    (* lambda_j *)
Definition product_stability_meant R := product_stability R (fun _ j0 => j0).    (* lambda_j0 *)

(* Repaired: any layers j < j0 = j + k, with c at most the norm of each column of the product. *)
Definition product_stability_repaired (R : rcfType) : Prop :=
  forall (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) J eps eps0 y x x' j k (c e delta : R),
  dsc D s J y x -> dsc_noisy D s J eps (y + eps0) x' -> (0 < k)%N -> (k + j <= J)%N ->
  0 < c -> (forall i, c <= colnorm (product D j k) i) ->
  l2 (x j - x' j) <= delta -> l2 (x' j - product D j k *m x' (k + j)%N) <= e ->
  let a := 1 - ((2 * s (k + j)%N)%:R - 1) * mutual_coherence (product D j k) in
  0 < a -> l2 (x (k + j)%N - x' (k + j)%N) <= (e + delta) / (c * Num.sqrt a).

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

Theorem product_stability_repaired_true : product_stability_repaired R.
Proof.
move=> d D s J eps eps0 y x x' j [//|k] c e delta hx hx' _ kJ c0 hc hd he a a0.
apply: stable_columns => //.
  have [_ /(_ (k + j)%N kJ) [_ l]] := hx; have [_ /(_ (k + j)%N kJ) [_ l']] := hx'.
  by apply: leq_trans (l0B _ _) _; rewrite mul2n -addnn leq_add.
rewrite mulmxBr -(product_code kJ hx); apply: le_trans (ler_add he hd).
have -> : x j - product D j k.+1 *m x' (k.+1 + j)%N = (x' j - product D j k.+1 *m x' (k.+1 + j)%N) + (x j - x' j).
  by rewrite [RHS]addrC addrA subrK.
exact: l2D.
Qed.

Let r : R := Num.sqrt 2%:R.
Let r2 : r * r = 2%:R. Proof. by rewrite -expr2 sqr_sqrtr ?ler0n. Qed.
Let r0 : 0 < r. Proof. by rewrite sqrtr_gt0 ltr0n. Qed.

(* sizes 4, 4, 5, 2: the Hadamard basis, the dictionary D45 with mu = 15/49, and two columns with two nonzeros *)
Let A1 := [:: [:: 13; -3; -3; -3; 7]; [:: -3; 13; -3; -3; 7]; [:: -3; -3; 13; -3; 7]; [:: -3; -3; -3; 13; 7]] : seq (seq int).
Let A2 := [:: [:: 1; 0]; [:: 1; 0]; [:: 0; 1]; [:: 0; -1]; [:: 0; 0]] : seq (seq int).
Let H4 : 'M[R]_4 := int_mx 4 4 2%:R [:: [:: 1; 1; 1; 1]; [:: 1; -1; 1; -1]; [:: 1; 1; -1; -1]; [:: 1; -1; -1; 1]].
Let D2 : 'M[R]_(5, 2) := int_mx 5 2 r A2.
Let v (a : int) : 'cV[R]_2 := int_mx 2 1 1 [:: [:: a]; [:: 0]].

Definition chain_sizes (j : nat) : nat := match j with 0 | 1 => 4 | 2 => 5 | _ => 2 end.
Definition chain (j : nat) : 'M[R]_(chain_sizes j, chain_sizes j.+1) :=
  match j with 0%N => H4 | 1%N => D45 R | 2%N => D2 | _ => 0 end.
Definition chain_code (u : 'cV[R]_2) (j : nat) : 'cV[R]_(chain_sizes j) :=
  match j with 0%N => H4 *m (D45 R *m (D2 *m u)) | 1%N => D45 R *m (D2 *m u) | 2%N => D2 *m u | _ => u end.
Definition chain_sparsity (j : nat) : nat := match j with 1%N => 4 | 2 => 2 | _ => 1 end.

Lemma H4_gram i j : (H4^T *m H4) i j = (i == j)%:R.
Proof.
rewrite int_gramE -natrM; case: i j => [[|[|[|[|//]]]] ?] [[|[|[|[|//]]]] ?];
by rewrite ?mul0r // (_ : gram_of _ _ _ _ = 4) // divff ?pnatr_eq0.
Qed.

Lemma D2_gram i j : (D2^T *m D2) i j = (i == j)%:R.
Proof.
rewrite int_gramE r2; case: i j => [[|[|//]] ?] [[|[|//]] ?];
by rewrite ?mul0r // (_ : gram_of _ _ _ _ = 2) // divff ?pnatr_eq0.
Qed.

Lemma chain_normalised j : (j < 3)%N -> normalised (chain j).
Proof.
case: j => [|[|[|//]]] _ i; last by rewrite D2_gram eqxx.
- by rewrite H4_gram eqxx.
- exact: D45_normalised.
Qed.

Lemma chain_assumption : assumption1 chain chain_sparsity 3.
Proof.
case=> [|[|[|//]]] _ /=.
- by left; apply: coherence_orthogonal => i j ij; rewrite H4_gram (negbTE ij).
- apply: bound_of_mul; rewrite ?coherence_ge0 // D45_coherence -subr_gt0.
  have n49 : 49%:R != 0 :> R by rewrite pnatr_eq0.
  have -> : 1 + 15%:R / 49%:R - (2 * 2)%:R * (15%:R / 49%:R) = 4%:R / 49%:R :> R by field.
  by rewrite divr_gt0 ?ltr0n.
- by left; apply: coherence_orthogonal => i j ij; rewrite D2_gram (negbTE ij).
Qed.

Lemma chain_sparse a j : (a == 1) || (a == 2) -> (j < 3)%N -> (l0 (chain_code (v a) j.+1) <= chain_sparsity j.+1)%N.
Proof.
have r1 : r * 1 != 0 by rewrite mulr1 gt_eqF.
move=> ha; case: j => [|[|[|//]]] _ /=; first by rewrite (leq_trans (max_card _)) // card_ord.
- by rewrite /D2 /v int_mul // int_l0E //; case/orP: ha => /eqP ->.
- by rewrite /v int_l0E ?oner_eq0 //; case/orP: ha => /eqP ->.
Qed.

Lemma chain_dsc a : (a == 1) || (a == 2) -> dsc chain chain_sparsity 3 (chain_code (v a) 0) (chain_code (v a)).
Proof. by move=> ha; split=> // j j3; split; [case: j j3 => [|[|[|//]]]|apply: chain_sparse]. Qed.

Lemma chain_noisy a y : (a == 1) || (a == 2) -> y = chain_code (v a) 0 -> dsc_noisy chain chain_sparsity 3 (fun=> 0) y (chain_code (v a)).
Proof.
move=> ha ->; split=> // j j3; split; last exact: chain_sparse.
have [_ /(_ j j3) [-> _]] := chain_dsc ha; rewrite subrr /l2 /sq2 big1 ?sqrtr0 // => i _.
by rewrite mxE expr0n.
Qed.

Lemma chain_product : product chain 1 2 = int_mx 4 2 (14%:R * r) [:: [:: 10; 0]; [:: 10; 0]; [:: -6; 16]; [:: -6; -16]].
Proof. by rewrite /= mul1mx /D45 /D2 int_mul. Qed.

Lemma chain_product_coherence : mutual_coherence (product chain 1 2) = 0.
Proof.
apply: coherence_orthogonal => i j; rewrite chain_product int_gramE.
by case: i j => [[|[|//]] ?] [[|[|//]] ?] //= _; rewrite mul0r.
Qed.

Theorem product_stability_false level : ~ product_stability R level.
Proof.
pose x := chain_code (v 1); pose x' := chain_code (v 2); pose e0 := x' 0%N - x 0%N.
pose del := l2 (x 1%N - x' 1%N).
have E : x 0%N + e0 = chain_code (v 2) 0 by rewrite addrC subrK.
have fit : l2 (x' 1%N - product chain 1 2 *m x' 3%N) <= 0.
  rewrite /= mul1mx -mulmxA subrr /l2 /sq2 big1 ?sqrtr0 // => i _; by rewrite mxE expr0n.
move=> /(_ _ chain chain_sparsity 3%N (fun=> 0) e0 _ x x' 1%N 2%N 0 del chain_normalised chain_assumption (@chain_dsc 1 isT)).
move=> /(_ (@chain_noisy 2 _ isT E) isT isT isT (lexx _) (l2_ge0 _) (lexx _) fit).
cbv zeta; rewrite chain_product_coherence mulr0 subr0 ltr01 add0r divr1 => /(_ isT).
have -> : x (2 + 1)%N - x' (2 + 1)%N = int_mx 2 1 1 [:: [:: -1]; [:: 0]] by rewrite /x /x' /= /v int_sub.
have -> : del ^+ 2 = 34%:R / 49%:R.
  rewrite /del l2K /x /x' /= -!mulmxBr mulmxA /v int_sub.
  have -> : D45 R *m D2 = product chain 1 2 by rewrite /= mul1mx.
  rewrite chain_product int_mul // int_sq2E mulr1 mulrACA r2 (_ : dot _ _ _ = 272) // -!natrM.
  by apply/eqP; rewrite eqr_div ?pnatr_eq0 // -pmulrn -!natrM.
rewrite l2K int_sq2E (_ : dot _ _ _ = 1) // mulr1 divr1; apply/negP; rewrite -ltNge.
by rewrite ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

Theorem product_stability_printed_false : ~ product_stability_printed R.
Proof. exact: product_stability_false. Qed.
Theorem product_stability_meant_false : ~ product_stability_meant R.
Proof. exact: product_stability_false. Qed.

End Proofs.
