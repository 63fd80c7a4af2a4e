(* Three mutually unbiased bases of R^4: 4 rows, 12 atoms, coherence and generalised coherence 1/2, so that one nonzero is allowed. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* twice the entries *)
Definition bases_table (i j : nat) : int := nth 0 (nth [::]
  [:: [:: 2%:Z; 0; 0; 0;  1; 1; 1; 1;     1; 1; 1; 1];
      [:: 0; 2%:Z; 0; 0;  1; -1; 1; -1;   1; -1; 1; -1];
      [:: 0; 0; 2%:Z; 0;  1; 1; -1; -1;   1; 1; -1; -1];
      [:: 0; 0; 0; 2%:Z;  1; -1; -1; 1;   -1; 1; 1; -1]] i) j.
(* twice a null vector: the first atom is half the sum of the second basis *)
Definition null_table (j : nat) : int := nth 0 [:: 2%:Z; 0; 0; 0; -1; -1; -1; -1; 0; 0; 0; 0] j.

Definition gram_table (i j : nat) : int :=
  bases_table 0 i * bases_table 0 j + (bases_table 1 i * bases_table 1 j +
  (bases_table 2 i * bases_table 2 j + (bases_table 3 i * bases_table 3 j + 0))).

Lemma gram_checked : all (fun i => all (fun j => if i == j then gram_table i j == 4%:Z else (`|gram_table i j| <= 2)%N)
  (iota 0 12)) (iota 0 12).
Proof. by vm_compute. Qed.

Section Bases.
Variable R : realFieldType.

Definition bases : 'M[R]_(4, 12) := \matrix_(i, j) ((bases_table i j)%:~R / 2%:R).
Definition null : 'cV[R]_12 := \col_j ((null_table j)%:~R / 2%:R).

Lemma bases_gram i j : (bases^T *m bases) i j = (gram_table i j)%:~R / 4%:R.
Proof.
rewrite mxE; under eq_bigr do rewrite !mxE mulf_div -intrM -natrM.
by rewrite -mulr_suml -rmorph_sum !big_ord_recl big_ord0 /=.
Qed.

Lemma gram_cases (i j : 'I_12) : if i == j then gram_table i j = 4%:Z else (`|gram_table i j| <= 2)%N.
Proof.
have := gram_checked => /allP/(_ (i : nat)); rewrite mem_iota ltn_ord => /(_ isT)/allP/(_ (j : nat)).
by rewrite mem_iota ltn_ord => /(_ isT); rewrite -val_eqE /=; case: (_ == _) => // /eqP.
Qed.

Lemma bases_normalised : normalised bases.
Proof. by move=> i; rewrite bases_gram; have := gram_cases i i; rewrite eqxx => ->; rewrite divff // pnatr_eq0. Qed.

Lemma bases_coh : coh bases bases (2%:R^-1).
Proof.
split=> [|i j ij]; first exact: bases_normalised.
rewrite bases_gram; have := gram_cases i j; rewrite (negbTE ij) => le.
rewrite normrM normfV -intr_norm normr_nat ler_pdivr_mulr ?ltr0n //.
have -> : 2%:R^-1 * 4%:R = 2%:R :> R by rewrite (natrM _ 2 2) mulKf // pnatr_eq0.
by rewrite -[2%:R]/(2%:Z%:~R) ler_int -abszE.
Qed.

Lemma null_null : bases *m null = 0.
Proof.
apply/matrixP => i j; rewrite ord1 !mxE; under eq_bigr do rewrite !mxE mulf_div -intrM -natrM.
rewrite -mulr_suml -rmorph_sum !big_ord_recl big_ord0 /=.
by case: i => [[|[|[|[|//]]]] /= ?]; rewrite mul0r.
Qed.

Lemma null_l1 : l1 null = 3%:R.
Proof.
rewrite /l1; under eq_bigr do rewrite mxE normrM normfV -intr_norm normr_nat.
rewrite -mulr_suml -rmorph_sum !big_ord_recl big_ord0 /=.
by apply: (canLR (mulfK _)); rewrite ?pnatr_eq0 // -natrM.
Qed.

Lemma bases_gen_coherence : gen_coherence bases (2%:R^-1).
Proof.
have n0 : `|null 0 0| = 1 by rewrite mxE /= divff ?normr1 // pnatr_eq0.
have e : l1 null - `|null 0 0| = 2%:R by rewrite n0 null_l1 -(natrB _ (isT : (1 <= 3)%N)).
apply: (gen_coherence_intro (z := null) (i := 0) _ bases_coh null_null); rewrite ?invr_ge0 ?ler0n ?e ?ltr0n //.
by rewrite n0 mulVf // pnatr_eq0.
Qed.

Lemma bases_in_X : in_X bases bases (2%:R^-1).
Proof.
have [[W [_ eW]] least] := bases_gen_coherence.
have an := bases_normalised; split=> //.
  by apply: le_anti; rewrite least // coh_offdiag ?invr_ge0 ?ler0n //; apply: bases_coh.
move=> W' an' _; apply: (@le_trans _ _ 1).
  by apply: entry_max_le => [|i j]; rewrite ?ler01 //; apply: normalised_entry.
have := an' 0; rewrite mxE !big_ord_recl big_ord0 !mxE /= !mul0r !mulr0 !addr0 divff ?pnatr_eq0 // mulr1 => e.
by have := entry_maxP W' 0 0; rewrite e normr1.
Qed.

(* one nonzero is admissible *)
Lemma bases_bound : coherence_bound 1 (2%:R^-1 : R).
Proof. by right; rewrite invrK ltr_pdivl_mulr ?ltr0n // -[1 + _]/(1%:R + 2%:R) -natrD -natrM ltr_nat. Qed.

End Bases.
