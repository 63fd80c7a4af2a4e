(* Theorem 2.2 without normalised columns fails near every overcomplete dictionary: the coherence does not see the norm of
   a column, the l1 norm of a code does. Shrinking one column keeps mu and the rank, and breaks the recovery of one atom. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Definitions Norms Uniqueness Printed.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* column i times t *)
Definition scale_column (R : rcfType) m n (D : 'M[R]_(m, n)) i t : 'M[R]_(m, n) :=
  \matrix_(r, c) (if c == i then t * D r c else D r c).

(* For every wide dictionary that meets the conditions of Theorem 2.2 for one nonzero, some column can be shrunk so that
   the conditions still hold, and the code e_i of that column is not of least l1 norm. *)
Definition T2_2_fails_after_shrinking (R : rcfType) : Prop :=
  forall m n (D : 'M[R]_(m, n)),
  (m < n)%N -> row_free D -> (forall i, col i D != 0) -> coherence_bound 1 (mutual_coherence D) ->
  exists i t, 0 < t /\ let D' := scale_column D i t in
  [/\ row_free D', forall k, col k D' != 0, coherence_bound 1 (mutual_coherence D'),
      (l0 (delta_mx i 0%R : 'cV[R]_n) <= 1)%N &
      exists u, D' *m u = D' *m delta_mx i 0 /\ l1 u < l1 (delta_mx i 0 : 'cV[R]_n)].

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

(* mu does not change when a column is scaled *)
Theorem scaled_coherence m n (D : 'M[R]_(m, n)) i t : 0 < t ->
  mutual_coherence (scale_column D i t) = mutual_coherence D.
Proof.
move=> t0; pose w c := if c == i then t else 1 : R.
have w0 c : 0 < w c by rewrite /w; case: (c == i) => //; rewrite ltr01.
have E r c : scale_column D i t r c = w c * D r c by rewrite mxE /w; case: (c == i); rewrite ?mul1r.
have gram a b : ((scale_column D i t)^T *m scale_column D i t) a b = w a * w b * (D^T *m D) a b.
  by rewrite !mxE mulr_sumr; apply: eq_bigr => r _; rewrite ![_^T _ _]mxE !E mulrACA.
have norm a : colnorm (scale_column D i t) a = w a * colnorm D a.
  by rewrite /colnorm gram -expr2 sqrtrM ?sqr_ge0 // sqrtr_sqr gtr0_norm.
apply: eq_bigr => a _; apply: eq_bigr => b _; rewrite gram !norm normrM gtr0_norm ?mulr_gt0 //.
rewrite [w a * colnorm D a * _]mulrACA invfM mulrACA divff ?mul1r //.
by rewrite mulf_neq0 // gt_eqF.
Qed.

Lemma null_vector m n (D : 'M[R]_(m, n)) : (m < n)%N -> exists z : 'cV[R]_n, z != 0 /\ D *m z = 0.
Proof.
move=> mn; have nz : kermx D^T != 0.
  rewrite -mxrank_eq0 mxrank_ker mxrank_tr subn_eq0 -ltnNge.
  exact: leq_ltn_trans (rank_leq_row D) mn.
exists (nz_row (kermx D^T))^T; split.
  by rewrite -trmx0 (inj_eq trmx_inj) nz_row_eq0.
apply: trmx_inj; rewrite trmx_mul trmxK trmx0; apply/eqP; rewrite -sub_kermx.
exact: nz_row_sub.
Qed.

Theorem T2_2_fails_after_shrinking_true : T2_2_fails_after_shrinking R.
Proof.
move=> m n D mn free nz bd; have [z [z0 Dz]] := null_vector D mn.
have [i zi] : exists i, z i 0 != 0.
  apply/existsP; apply: contraNT z0; rewrite negb_exists => /forallP h; apply/eqP/matrixP => k j.
  by rewrite ord1 mxE; have := h k; rewrite negbK => /eqP.
have zl : 0 < l1 z.
  rewrite lt_neqAle l1_ge0 andbT eq_sym; apply: contra z0 => /eqP/l1_eq0 ->; exact: eqxx.
have zi0 : 0 < `|z i 0| by rewrite normr_gt0.
exists i, (`|z i 0| / l1 z); set t := `|z i 0| / l1 z; have t0 : 0 < t by rewrite divr_gt0.
split=> //; split.
- have /row_freeP[E DE] := free.
  apply/row_freeP; exists (\matrix_(c, r) (if c == i then t^-1 * E c r else E c r)).
  rewrite -DE; apply/matrixP => a b; rewrite !mxE; apply: eq_bigr => c _; rewrite !mxE.
  by case: (c == i) => //; rewrite mulrACA divff ?mul1r // gt_eqF.
- move=> k; apply: contra (nz k) => /eqP/matrixP e; apply/eqP/matrixP => r c; have := e r c; rewrite !mxE.
  by case: (k == i) => // /eqP; rewrite mulf_eq0 gt_eqF //= => /eqP.
- by rewrite scaled_coherence.
- rewrite /l0 (_ : supp _ = [set i]) ?cards1 //; apply/setP => k; rewrite !inE mxE eqxx andbT.
  by case: (k == i); rewrite ?oner_eq0 ?eqxx.
- exists (\col_k (if k == i then 0 else - (t / z i 0) * z k 0)); split.
    rewrite -colE; apply/matrixP => r c; rewrite ord1 !mxE eqxx (bigD1 i) //= !mxE eqxx mulr0 add0r.
    have := congr1 (fun u : 'cV[R]_m => u r 0) Dz; rewrite !mxE (bigD1 i) //= => /eqP.
    rewrite addr_eq0 => /eqP e.
    transitivity (- (t / z i 0) * \sum_(k | k != i) D r k * z k 0).
      by rewrite mulr_sumr; apply: eq_bigr => k ki; rewrite !mxE (negbTE ki) mulrCA.
    by rewrite -[\sum_(_ | _) _]opprK -e mulrNN mulrACA mulVf // mulr1.
  have -> : l1 (delta_mx i 0 : 'cV[R]_n) = 1.
    rewrite /l1 (bigD1 i) //= mxE !eqxx normr1 big1 ?addr0 // => k ki.
    by rewrite mxE (negbTE ki) normr0.
  rewrite /l1 (bigD1 i) //= mxE eqxx normr0 add0r.
  have -> : \sum_(k | k != i) `|(\col_k (if k == i then 0 else - (t / z i 0) * z k 0)) k 0| =
      (l1 z - `|z i 0|) / l1 z.
    transitivity (\sum_(k | k != i) (l1 z)^-1 * `|z k 0|).
      apply: eq_bigr => k ki; rewrite mxE (negbTE ki) normrM normrN normrM normfV (gtr0_norm t0).
      by congr (_ * _); rewrite /t mulrAC divff ?mul1r // gt_eqF.
    by rewrite -mulr_sumr mulrC; congr (_ * _); rewrite /l1 [in RHS](bigD1 i) //= addrAC subrr add0r.
  by rewrite ltr_pdivr_mulr // mul1r ltr_subl_addl ltr_addr.
Qed.

End Proofs.
