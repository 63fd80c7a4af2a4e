(* Four rational unit vectors of R^3 with sum zero. Their generalised coherence is 1/3, X(D) has one element, and (1, 1, 1, 1) is a null
   vector: the smallest place where the thresholds (7), read as printed, can be written down. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Tetrahedron.
Variable R : realFieldType.

(* rows of integers over one denominator *)
Definition table m n (den : nat) (rows : seq (seq int)) : 'M[R]_(m, n) := \matrix_(i, j) ((nth 0 (nth [::] rows i) j)%:~R / den%:R).

Definition tetra : 'M[R]_(3, 4) := table 3 4 3
  [:: [:: 2%:Z; 2%:Z; - 2%:Z; - 2%:Z]; [:: 2%:Z; - 2%:Z; 1; -1]; [:: 1; -1; 2%:Z; - 2%:Z]].
(* the element of X(D) *)
Definition tetra_dual : 'M[R]_(3, 4) := table 3 4 6
  [:: [:: 3%:Z; 3%:Z; - 3%:Z; - 3%:Z]; [:: 8%:Z; - 8%:Z; - 4%:Z; 4%:Z]; [:: - 4%:Z; 4%:Z; 8%:Z; - 8%:Z]].
Definition tetra_inverse : 'M[R]_(4, 3) := table 4 3 4
  [:: [:: 3%:Z; 2%:Z; 2%:Z]; [:: 3%:Z; - 6%:Z; 6%:Z]; [:: 0; - 4%:Z; 8%:Z]; [:: 0; 0; 0]].

Lemma tetra_gram i j : (tetra^T *m tetra) i j = (nth 0 (nth [::]
  [:: [:: 9%:Z; -1; 0; - 8%:Z]; [:: -1; 9%:Z; - 8%:Z; 0]; [:: 0; - 8%:Z; 9%:Z; -1]; [:: - 8%:Z; 0; -1; 9%:Z]] i) j)%:~R / 9%:R.
Proof.
rewrite mxE; under eq_bigr do rewrite !mxE mulf_div -intrM -natrM.
rewrite -mulr_suml -rmorph_sum !big_ord_recl big_ord0 /=; congr (_%:~R / _).
by case: i j => [[|[|[|[|//]]]] ?] [[|[|[|[|//]]]] ?].
Qed.

Lemma tetra_normalised : normalised tetra.
Proof. by move=> i; rewrite tetra_gram; case: i => [[|[|[|[|//]]]] ? /=]; rewrite divff // pnatr_eq0. Qed.

Lemma tetra_products i j : (tetra_dual^T *m tetra) i j = if i == j then 1 else - 3%:R^-1.
Proof.
rewrite mxE; under eq_bigr do rewrite !mxE mulf_div -intrM -natrM.
rewrite -mulr_suml -rmorph_sum !big_ord_recl big_ord0 /=.
transitivity ((if i == j then 18%:Z else - 6%:Z)%:~R / 18%:R : R).
  by congr (_%:~R / _); case: i j => [[|[|[|[|//]]]] ?] [[|[|[|[|//]]]] ?].
case: (i == j); first by rewrite divff // pnatr_eq0.
by rewrite mulrNz mulNr -[18%N]/(6 * 3)%N natrM invfM mulrA divff ?mul1r // pnatr_eq0.
Qed.

Lemma tetra_right_inverse : tetra *m tetra_inverse = 1%:M.
Proof.
apply/matrixP => i j; rewrite !mxE; under eq_bigr do rewrite !mxE mulf_div -intrM -natrM.
rewrite -mulr_suml -rmorph_sum !big_ord_recl big_ord0 /=.
transitivity ((if i == j then 12%:Z else 0)%:~R / 12%:R : R).
  by congr (_%:~R / _); case: i j => [[|[|[|//]]] ?] [[|[|[|//]]] ?].
by case: (i == j); rewrite ?mul0r // divff // pnatr_eq0.
Qed.

Lemma tetra_null : tetra *m const_mx 1 = 0 :> 'cV_3.
Proof.
apply/matrixP => i j; rewrite !mxE; under eq_bigr do rewrite !mxE mulr1.
rewrite -mulr_suml -rmorph_sum !big_ord_recl big_ord0 /=.
by case: i => [[|[|[|//]]] ?] /=; rewrite mul0r.
Qed.

Lemma tetra_coh : coh tetra_dual tetra (3%:R^-1).
Proof.
split=> [i|i j /negbTE ij]; rewrite tetra_products ?eqxx // ij normrN ger0_norm // invr_ge0 ler0n //.
Qed.

Let ones_l1 : l1 (const_mx 1 : 'cV[R]_4) = 4%:R.
Proof. by rewrite /l1; under eq_bigr do rewrite mxE normr1; rewrite sumr_const card_ord. Qed.

Lemma tetra_gen_coherence : gen_coherence tetra (3%:R^-1).
Proof.
have e : l1 (const_mx 1 : 'cV[R]_4) - `|(const_mx 1 : 'cV[R]_4) 0 0| = 3%:R.
  by rewrite ones_l1 mxE normr1 -(natrB _ (isT : (1 <= 4)%N)).
apply: (gen_coherence_intro (i := 0) _ tetra_coh tetra_null); rewrite ?invr_ge0 ?ler0n // e ?ltr0n //.
by rewrite mxE normr1 mulVf // pnatr_eq0.
Qed.

(* an analysis matrix that reaches 1/3 is this one *)
Lemma tetra_unique W : coh W tetra (3%:R^-1) -> W = tetra_dual.
Proof.
move=> [dg off]; suff e : W^T *m tetra = tetra_dual^T *m tetra.
  apply: trmx_inj; rewrite -[LHS]mulmx1 -[RHS]mulmx1 -tetra_right_inverse !mulmxA e //.
apply/matrixP => i j; rewrite tetra_products; case: eqP => [->|/eqP ij]; first exact: dg.
have := diagE (const_mx 1) (dg i); rewrite tetra_null mulmx0 mxE [const_mx _ _ _]mxE.
under eq_bigr do rewrite [const_mx _ _ _]mxE mulr1.
move=> /esym/eqP; rewrite addrC addr_eq0 => /eqP sum.
have low l : i != l -> - 3%:R^-1 <= (W^T *m tetra) i l by move=> /off; rewrite ler_norml => /andP[].
have : \sum_(l | l != i) ((W^T *m tetra) i l + 3%:R^-1) = 0.
  rewrite big_split /= sum sumr_const (_ : #|_| = 3%N); first by rewrite -[_ *+ 3]mulr_natl divff ?addNr // pnatr_eq0.
  by transitivity #|predC1 i|; [apply: eq_card => l; rewrite !inE|rewrite cardC1 card_ord].
move=> /eqP; rewrite psumr_eq0 => [/allP/(_ j (mem_index_enum _))|l li]; last first.
  by rewrite -(opprK 3%:R^-1) subr_ge0 low // eq_sym.
by rewrite /= eq_sym ij addr_eq0 => /eqP.
Qed.

Lemma tetra_in_X : in_X tetra tetra_dual (3%:R^-1).
Proof.
have [_ least] := tetra_gen_coherence; have an : analyses tetra_dual tetra by case: tetra_coh.
have e0 : 0 <= 3%:R^-1 :> R by rewrite invr_ge0 ler0n.
split=> //; first by apply: le_anti; rewrite least // coh_offdiag //; apply: tetra_coh.
by move=> W an' e; rewrite (_ : W = tetra_dual) //; apply: tetra_unique; rewrite -e; apply: analyses_coh.
Qed.

(* one nonzero is admissible *)
Lemma tetra_bound : coherence_bound 1 (3%:R^-1 : R).
Proof. by right; rewrite invrK ltr_pdivl_mulr ?ltr0n // -[1 + _]/(1%:R + 3%:R) -natrD -natrM ltr_nat. Qed.

End Tetrahedron.
