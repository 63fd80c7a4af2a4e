(* Small dictionaries with integer entries over one denominator, and the exact value of mu for them.
   The refutations use these: what is a fact about integers is decided by computation. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Definitions Norms Uniqueness Printed.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* rows of integers *)
Definition entry_of (A : seq (seq int)) (i j : nat) : int := nth 0 (nth [::] A i) j.
Definition dot (n : nat) (f g : nat -> int) : int := foldr (fun k a => f k * g k + a) 0 (iota 0 n).
Definition gram_of (m : nat) A i j : int := dot m (fun k => entry_of A k i) (fun k => entry_of A k j).
Definition check1 (n : nat) (P : nat -> bool) : bool := all P (iota 0 n).
Definition check2 (n p : nat) (P : nat -> nat -> bool) : bool := check1 n (fun i => check1 p (P i)).

Lemma check1P n (P : nat -> bool) : check1 n P -> forall i : 'I_n, P i.
Proof. by move=> /allP h i; apply: h; rewrite mem_iota /= add0n. Qed.
Lemma check2P n p (P : nat -> nat -> bool) : check2 n p P -> forall (i : 'I_n) (j : 'I_p), P i j.
Proof. by move=> h i j; apply: check1P (check1P h i) j. Qed.

Section Integers.
Variable R : realFieldType.

Definition int_mx m n (c : R) A : 'M[R]_(m, n) := \matrix_(i, j) ((entry_of A i j)%:~R / c).

Lemma dotE n (f g : nat -> int) : \sum_(k < n) (f k)%:~R * (g k)%:~R = (dot n f g)%:~R :> R.
Proof.
rewrite -(big_mkord xpredT (fun k => (f k)%:~R * (g k)%:~R)) /dot /index_iota subn0.
by elim: (iota 0 n) => [|k r IH]; rewrite ?big_nil // big_cons IH /= rmorphD rmorphM.
Qed.

Lemma int_mulE m n p (c c' : R) A B i j :
  ((int_mx m n c A) *m (int_mx n p c' B)) i j =
  (dot n (entry_of A i) (fun k => entry_of B k j))%:~R / (c * c').
Proof. by rewrite mxE -dotE mulr_suml; apply: eq_bigr => k _; rewrite !mxE mulf_div. Qed.

Lemma int_gramE m n (c : R) A i j :
  ((int_mx m n c A)^T *m int_mx m n c A) i j = (gram_of m A i j)%:~R / (c * c).
Proof. by rewrite mxE /gram_of -dotE mulr_suml; apply: eq_bigr => k _; rewrite !mxE mulf_div. Qed.

Lemma int_normalised m n (c : nat) A : (0 < c)%N ->
  check1 n (fun i => gram_of m A i i == (c * c)%:Z) -> normalised (int_mx m n c%:R A).
Proof.
move=> c0 /check1P h i; rewrite int_gramE (eqP (h i)) -natrM divff //.
by rewrite pnatr_eq0 muln_eq0 negb_or -!lt0n c0.
Qed.

Lemma int_sq2E n (c : R) A :
  sq2 (int_mx n 1 c A) = (dot n (fun k => entry_of A k 0) (fun k => entry_of A k 0))%:~R / (c * c).
Proof. by rewrite -dotE mulr_suml; apply: eq_bigr => i _; rewrite mxE expr2 mulf_div. Qed.

Lemma int_l1E n (c : R) A : 0 < c ->
  l1 (int_mx n 1 c A) = (dot n (fun k => `|entry_of A k 0|) (fun=> 1))%:~R / c.
Proof.
move=> c0; rewrite -dotE mulr_suml; apply: eq_bigr => i _.
by rewrite mxE mulr1 normrM normfV (gtr0_norm c0) intr_norm.
Qed.

Lemma int_l0E n (c : R) A : c != 0 ->
  l0 (int_mx n 1 c A) = count (fun k => entry_of A k 0 != 0) (iota 0 n).
Proof.
move=> c0; rewrite -val_enum_ord count_map /l0 cardE size_filter -enumT; apply: eq_count => i.
by rewrite /= !inE mxE mulf_eq0 invr_eq0 (negbTE c0) orbF intr_eq0.
Qed.

Definition mul_of n p (A B : seq (seq int)) : seq (seq int) :=
  map (fun r => map (fun j => dot n (nth 0 r) (fun k => entry_of B k j)) (iota 0 p)) A.

Lemma int_mul m n p (c c' : R) A B : (m <= size A)%N ->
  int_mx m n c A *m int_mx n p c' B = int_mx m p (c * c') (mul_of n p A B).
Proof.
move=> sz; apply/matrixP => i j; rewrite int_mulE mxE /mul_of /entry_of.
by rewrite (nth_map [::]) ?(leq_trans (ltn_ord i)) // (nth_map 0%N) ?size_iota // nth_iota.
Qed.

Lemma int_eq m n (c c' : nat) A B : (0 < c)%N -> (0 < c')%N ->
  check2 m n (fun i j => entry_of A i j * c'%:Z == entry_of B i j * c%:Z) ->
  int_mx m n c%:R A = int_mx m n c'%:R B :> 'M[R]_(m, n).
Proof.
move=> c0 c0' h; apply/matrixP => i j; rewrite !mxE.
have [d0 d0'] : c%:R != 0 :> R /\ c'%:R != 0 :> R by rewrite !pnatr_eq0 -!lt0n.
apply/eqP; rewrite eqr_div //; have := check2P h i j; rewrite -(eqr_int R) !intrM -!pmulrn.
by [].
Qed.

Lemma int_sub m n (c : R) A B : int_mx m n c A - int_mx m n c B =
  int_mx m n c (map (fun i => map (fun j => entry_of A i j - entry_of B i j) (iota 0 n)) (iota 0 m)).
Proof.
apply/matrixP => i j; rewrite !mxE -mulrBl -rmorphB; congr (_%:~R / _).
by rewrite [in RHS]/entry_of (nth_map 0%N) ?size_iota // nth_iota // (nth_map 0%N) ?size_iota // nth_iota.
Qed.

End Integers.

Section Coherence.
Variable R : rcfType.

Lemma big_max_le (I : finType) (P : pred I) (F : I -> R) c :
  0 <= c -> (forall i, P i -> F i <= c) -> \big[Num.max/0]_(j | P j) F j <= c.
Proof. by move=> c0 h; elim/big_ind: _ => // x y hx hy; rewrite le_maxl hx hy. Qed.

(* mu of a dictionary whose columns have one norm *)
Lemma coherence_equal_norms m n (D : 'M[R]_(m, n)) (g mu : R) (a b : 'I_n) :
  0 < g -> (forall i, (D^T *m D) i i = g) ->
  (forall i j, i != j -> `|(D^T *m D) i j| <= mu * g) ->
  a != b -> `|(D^T *m D) a b| = mu * g -> mutual_coherence D = mu.
Proof.
move=> g0 dg off ab e; have mu0 : 0 <= mu by rewrite -(pmulr_lge0 _ g0) -e.
have v i j : `|(D^T *m D) i j| / (colnorm D i * colnorm D j) = `|(D^T *m D) i j| / g.
  by rewrite /colnorm !dg -expr2 sqr_sqrtr ?ltW.
apply/eqP; rewrite eq_le; apply/andP; split.
  by apply: big_max_le => // i _; apply: big_max_le => // j ij; rewrite v ler_pdivr_mulr // off.
have -> : mu = `|(D^T *m D) a b| / (colnorm D a * colnorm D b).
  by rewrite v e mulfK // gt_eqF.
apply: (le_trans _ (big_max_ge _ (isT : xpredT a))).
exact: (big_max_ge (fun j => `|(D^T *m D) a j| / (colnorm D a * colnorm D j))).
Qed.

Lemma coherence_orthogonal m n (D : 'M[R]_(m, n)) :
  (forall i j, i != j -> (D^T *m D) i j = 0) -> mutual_coherence D = 0.
Proof.
move=> off; apply/eqP; rewrite eq_le big_max_ge0 andbT.
by apply: big_max_le => // i _; apply: big_max_le => // j ij; rewrite off // normr0 mul0r.
Qed.

Lemma coherence_ge0 m n (D : 'M[R]_(m, n)) : 0 <= mutual_coherence D.
Proof. exact: big_max_ge0. Qed.

Lemma normalised_nonzero m n (D : 'M[R]_(m, n)) : normalised D -> forall i, col i D != 0.
Proof.
move=> nd i; apply/eqP => e; have := nd i; rewrite mxE big1 => [/eqP|l _]; first by rewrite eq_sym oner_eq0.
by have := congr1 (fun u : 'cV[R]_m => u l 0) e; rewrite mxE [in RHS]mxE => ->; rewrite mulr0.
Qed.

Lemma normalised_colnorm m n (D : 'M[R]_(m, n)) : normalised D -> forall i, colnorm D i = 1.
Proof. by move=> nd i; rewrite /colnorm nd sqrtr1. Qed.

(* columns of norm 1 analyse themselves, and mu bounds the other products *)
Lemma normalised_analysis m n (D : 'M[R]_(m, n)) : normalised D -> coh D D (mutual_coherence D).
Proof.
move=> nd; split=> // i j ij; have := (normed_coh (normalised_nonzero nd)).2 i j ij.
by rewrite normed_gram !normalised_colnorm // mulr1 divr1.
Qed.

Lemma bound_pos s (mu : R) : 0 <= mu -> coherence_bound s mu -> 0 < 1 - ((2 * s)%:R - 1) * mu.
Proof. by move=> mu0 /(bound_mul mu0) h; rewrite mulrBl mul1r opprB addrA subr_gt0. Qed.

Lemma bound_of_mul s (mu : R) : 0 <= mu -> (2 * s)%:R * mu < 1 + mu -> coherence_bound s mu.
Proof.
move=> mu0 h; have [->|nz] := eqVneq mu 0; first by left.
have p : 0 < mu by rewrite lt_neqAle eq_sym nz.
right; rewrite ltr_pdivl_mulr ?ltr0n // -natrM mulnC -(ltr_pmul2r p) mulrDl mul1r mulVf //.
by rewrite [mu + 1]addrC.
Qed.

Lemma int_coherence m n (c : nat) A (num den : nat) a b :
  (0 < c)%N -> (0 < den)%N -> (a < n)%N -> (b < n)%N -> a != b ->
  check1 n (fun i => gram_of m A i i == (c * c)%:Z) ->
  check2 n n (fun i j => (i == j) || (`|gram_of m A i j| * den%:Z <= (num * (c * c))%:Z)) ->
  `|gram_of m A a b| * den%:Z = (num * (c * c))%:Z ->
  mutual_coherence (int_mx m n (c%:R : R) A) = num%:R / den%:R.
Proof.
move=> c0 d0 an bn ab diag off e; have nd := int_normalised R c0 diag.
have cc : 0 < c%:R * c%:R :> R by rewrite mulr_gt0 ?ltr0n.
have dd : 0 < den%:R :> R by rewrite ltr0n.
have val i j : `|((int_mx m n (c%:R : R) A)^T *m int_mx m n c%:R A) i j| =
    (`|gram_of m A i j|)%:~R / (c%:R * c%:R).
  by rewrite int_gramE normrM normfV (gtr0_norm cc) intr_norm.
apply: (@coherence_equal_norms _ _ _ 1 _ (Ordinal an) (Ordinal bn)) => // [|i j ij|].
- exact: ltr01.
- rewrite mulr1 val ler_pdivr_mulr // mulrAC ler_pdivl_mulr //.
  have := check2P off i j; rewrite val_eqE (negbTE ij) /= -(ler_int R).
  by rewrite intrM -!pmulrn !natrM.
- rewrite mulr1 val; apply/eqP; rewrite eqr_div ?(gt_eqF cc) ?(gt_eqF dd) //; apply/eqP.
  by have := congr1 (fun z : int => z%:~R : R) e; rewrite /= intrM -!pmulrn !natrM.
Qed.

End Coherence.
