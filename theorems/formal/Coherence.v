(* What Definitions 2.1, 5.1 and 5.2 give to the proofs: an analysis matrix and a bound. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Norms Uniqueness Printed Stability.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Maxima.
Variable R : realFieldType.

Lemma max_ge (I : finType) (P : pred I) (F : I -> R) i : P i -> F i <= \big[Num.max/0]_(j | P j) F j.
Proof.
move=> Pi; have := mem_index_enum i; elim: (index_enum I) => // a r IH.
rewrite inE big_cons => /orP[/eqP<-|/IH h]; first by rewrite Pi le_maxr lexx.
by case: ifP => // _; rewrite le_maxr h orbT.
Qed.

Lemma max_ge0 (I : finType) (P : pred I) (F : I -> R) : 0 <= \big[Num.max/0]_(j | P j) F j.
Proof. by elim/big_rec: _ => // i x _ x0; rewrite le_maxr x0 orbT. Qed.

Lemma max_le (I : finType) (P : pred I) (F : I -> R) c : 0 <= c -> (forall i, P i -> F i <= c) -> \big[Num.max/0]_(j | P j) F j <= c.
Proof. by move=> c0 h; elim/big_ind: _ => // x y hx hy; rewrite le_maxl hx hy. Qed.

Variables (m n : nat).
Implicit Types D W : 'M[R]_(m, n).

Lemma offdiag_ge0 W D : 0 <= offdiag_max W D. Proof. exact: max_ge0. Qed.
Lemma entry_max_ge0 W : 0 <= entry_max W. Proof. exact: max_ge0. Qed.

Lemma entry_maxP W i j : `|W i j| <= entry_max W.
Proof.
apply: le_trans (max_ge (fun i => \big[Num.max/0]_j `|W i j|) (isT : xpredT i)).
exact: (max_ge (fun j => `|W i j|)).
Qed.

Lemma entry_max_le W c : 0 <= c -> (forall i j, `|W i j| <= c) -> entry_max W <= c.
Proof. by move=> c0 h; apply: max_le => // i _; apply: max_le. Qed.

Lemma analyses_coh W D : analyses W D -> coh W D (offdiag_max W D).
Proof.
split=> // i j ij.
apply: le_trans (max_ge (fun i => \big[Num.max/0]_(j | i != j) `|(W^T *m D) i j|) (isT : xpredT i)).
exact: (max_ge (fun j => `|(W^T *m D) i j|)).
Qed.

Lemma coh_offdiag W D mu : 0 <= mu -> coh W D mu -> offdiag_max W D <= mu.
Proof. by move=> mu0 [_ off]; apply: max_le => // i _; apply: max_le => // j; apply: off. Qed.

Lemma gen_coherence_ge0 D mt : gen_coherence D mt -> 0 <= mt.
Proof. by case=> [[W [_ <-]] _]; apply: offdiag_ge0. Qed.

Lemma gen_coherence_coh D mt : gen_coherence D mt -> exists W, coh W D mt.
Proof. by case=> [[W [an <-]] _]; exists W; apply: analyses_coh. Qed.

Lemma gen_coherence_min D mt W mu : gen_coherence D mt -> 0 <= mu -> coh W D mu -> mt <= mu.
Proof. by move=> [_ least] mu0 co; apply: le_trans (coh_offdiag mu0 co); apply: least; case: co. Qed.

(* mt is the generalised coherence if one analysis matrix reaches it and a null vector forbids less *)
Lemma gen_coherence_intro D mt W z i : 0 <= mt -> coh W D mt -> D *m z = 0 -> 0 < l1 z - `|z i 0| ->
  mt * (l1 z - `|z i 0|) = `|z i 0| -> gen_coherence D mt.
Proof.
move=> mt0 co Dz pos eq; have low W' : analyses W' D -> mt <= offdiag_max W' D.
  move=> an; rewrite -(ler_pmul2r pos) eq.
  have := kernel_entry i (coh_cohs (analyses_coh an)) Dz.
  by rewrite mulrDl mul1r mulrBr ler_subr_addr.
split=> //; exists W; have an : analyses W D by case: co.
by split=> //; apply: le_anti; rewrite low // coh_offdiag.
Qed.

(* a null vector bounds the generalised coherence from below *)
Theorem gen_coherence_lower D mt z i : gen_coherence D mt -> D *m z = 0 -> `|z i 0| <= mt * (l1 z - `|z i 0|).
Proof.
move=> /gen_coherence_coh[W co] Dz; have := kernel_entry i (coh_cohs co) Dz.
by rewrite mulrDl mul1r mulrBr ler_subr_addr.
Qed.

Lemma in_X_coh D W mt : in_X D W mt -> coh W D mt.
Proof. by case=> an <- _; apply: analyses_coh. Qed.

Lemma in_X_entry D W W' mt : in_X D W mt -> in_X D W' mt -> entry_max W = entry_max W'.
Proof. by move=> [a e h] [a' e' h']; apply: le_anti; rewrite h // h'. Qed.

Lemma normalised_offdiag D i j : normalised D -> `|(D^T *m D) i j| <= 1.
Proof.
move=> nd; rewrite -(@ler_pexpn2r _ 2) ?nnegrE // expr1n real_normK ?num_real //.
rewrite mxE; under eq_bigr do rewrite mxE.
apply: le_trans (cauchy_schwarz _ (fun k => D k i) (fun k => D k j)) _.
have sq l : \sum_k D k l ^+ 2 = 1.
  by rewrite -[RHS](nd l) mxE; apply: eq_bigr => k _; rewrite mxE expr2.
by rewrite !sq mulr1.
Qed.

Lemma normalised_coh1 D : normalised D -> coh D D 1.
Proof. by move=> nd; split=> // i j _; apply: normalised_offdiag. Qed.

Lemma normalised_entry D i j : normalised D -> `|D i j| <= 1.
Proof.
move=> nd; rewrite -(@ler_pexpn2r _ 2) ?nnegrE // expr1n real_normK ?num_real //.
rewrite -(nd j) mxE (bigD1 i) //= mxE -expr2 ler_addl sumr_ge0 // => k _.
by rewrite mxE -expr2 sqr_ge0.
Qed.

Lemma gen_coherence_le1 D mt : normalised D -> gen_coherence D mt -> mt <= 1.
Proof. by move=> nd gc; apply: gen_coherence_min gc ler01 (normalised_coh1 nd). Qed.

End Maxima.

Section Roots.
Variable R : rcfType.
Variables (m n : nat) (D : 'M[R]_(m, n)).

Lemma mutual_coherence_ge0 : 0 <= mutual_coherence D.
Proof. exact: max_ge0. Qed.

(* normalised columns: Definition 2.1 bounds the products of columns *)
Lemma normalised_coh : normalised D -> coh D D (mutual_coherence D).
Proof.
move=> nd; split=> // i j ij.
have nz k : col k D != 0.
  apply/eqP => e; have := nd k; rewrite mxE big1 => [/eqP|l _]; first by rewrite eq_sym oner_eq0.
  by have := congr1 (fun u : 'cV[R]_m => u l 0) e; rewrite mxE [in RHS]mxE => ->; rewrite mulr0.
by have := (normed_coh nz).2 i j ij; rewrite normed_gram /colnorm !nd sqrtr1 mulr1 divr1.
Qed.

Lemma gen_coherence_le_mu mt : normalised D -> gen_coherence D mt -> mt <= mutual_coherence D.
Proof. by move=> nd gc; apply: gen_coherence_min gc mutual_coherence_ge0 (normalised_coh nd). Qed.

End Roots.

(* the bound on the sparsity, multiplied out *)
Lemma bound_rate (R : realFieldType) s (mu : R) : 0 <= mu -> (0 < s)%N -> coherence_bound s mu -> ((2 * s)%:R - 1) * mu < 1.
Proof.
move=> mu0 s0 [->|h]; first by rewrite mulr0 ltr01.
have [->|nz] := eqVneq mu 0; first by rewrite mulr0 ltr01.
have p : 0 < mu by rewrite lt_neqAle eq_sym nz.
rewrite -(ltr_pdivl_mulr _ _ p) div1r ltr_subl_addl natrM mulrC -ltr_pdivl_mulr ?ltr0n //.
Qed.

Lemma bound_twice (R : realFieldType) s (mu : R) : 0 <= mu -> coherence_bound s mu -> (2 * s)%:R * mu < 1 + mu.
Proof.
move=> mu0 bd; have [s0|s0] := posnP s; first by rewrite s0 muln0 mul0r ltr_spaddl ?ltr01.
by have := bound_rate mu0 s0 bd; rewrite mulrBl mul1r ltr_subl_addr.
Qed.
