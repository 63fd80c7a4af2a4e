(* Section 2, after Theorem 2.1: "the conditions here are weaker" than those of the convolutional theory, which bounds
   the nonzeros of each stripe of the code (Definition 1.1) where Theorem 2.1 bounds all nonzeros.
   It is the other way round: on a convolutional dictionary every code that Theorem 2.1 admits has sparse stripes,
   and there are codes with sparse stripes that it does not admit. (Theorem 2.1 does apply to more dictionaries.) *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Dictionaries.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Every code that the stripe condition admits satisfies the condition of Theorem 2.1. *)
Definition conditions_weaker (R : rcfType) : Prop :=
  forall N b a h (D : 'M[R]_(N * b, N * a)) (x : 'cV[R]_(N * a)),
  (0 < h)%N -> normalised D -> convolutional h D ->
  coherence_bound (stripe_l0 h x) (mutual_coherence D) -> coherence_bound (l0 x) (mutual_coherence D).

(* Every code that the condition of Theorem 2.1 admits satisfies the stripe condition. *)
Definition conditions_stronger (R : rcfType) : Prop :=
  forall N b a h (D : 'M[R]_(N * b, N * a)) (x : 'cV[R]_(N * a)),
  coherence_bound (l0 x) (mutual_coherence D) -> coherence_bound (stripe_l0 h x) (mutual_coherence D).

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

Theorem conditions_stronger_true : conditions_stronger R.
Proof.
move=> N b a h D x [->|lt]; [by left|right]; apply: le_lt_trans lt.
rewrite ler_nat; apply/bigmax_leqP => i _; apply: subset_leq_card.
exact: subsetIl.
Qed.

(* Twelve shifts, one channel in, two out; the filters (1, 0) and (3, 4)/5 overlap, mu = 4/5: Theorem 2.1 admits one nonzero.
   The code is 1 in shifts 0, 3, 6, 9 of the first channel: one nonzero in each stripe, four in all. *)
Definition filter5 (c t : nat) : int := nth 0 (nth [::] [:: [:: 5]; [:: 3; 4]] c) t.
Definition shifts : seq (seq int) :=
  mkseq (fun r => mkseq (fun p => filter5 (p %% 2) ((r + 12 * 1 - p %/ 2 * 1) %% (12 * 1))) (12 * 2)) (12 * 1).
Definition spread : seq (seq int) := mkseq (fun p => [:: ((p %% 6 == 0)%N : nat)%:Z]) (12 * 2).
Definition Dconv : 'M[R]_(12 * 1, 12 * 2) := int_mx (12 * 1) (12 * 2) 5%:R shifts.
Definition xconv : 'cV[R]_(12 * 2) := int_mx (12 * 2) 1 1%:R spread.

Lemma Dconv_convolutional : convolutional 2 Dconv.
Proof.
exists (fun c t => (filter5 c t)%:~R / 5%:R); split=> [c t ht|r p].
  by rewrite (_ : filter5 c t = 0) ?mul0r //; case: c t ht => [|[|c]] [|[|t]] //; rewrite /filter5 /= nth_nil.
by rewrite mxE; congr (_%:~R / _); rewrite /entry_of /shifts nth_mkseq // nth_mkseq.
Qed.

Lemma Dconv_normalised : normalised Dconv.
Proof. by apply: int_normalised => //; vm_compute. Qed.

Lemma Dconv_coherence : mutual_coherence Dconv = 4%:R / 5%:R.
Proof. by apply: (@int_coherence _ _ _ _ _ _ _ 1%N 2%N) => //; vm_compute. Qed.

Lemma xconv_l0 : l0 xconv = 4%N.
Proof. by rewrite int_l0E ?pnatr_eq0. Qed.

Lemma xconv_stripes : (stripe_l0 2 xconv <= 1)%N.
Proof.
apply/bigmax_leqP => i _.
have -> : #|supp xconv :&: @stripe 12 2 2 i| = count (fun p => (entry_of spread p 0 != 0) &&
   (((i + 12 - p %/ 2) %% 12 < 2)%N || ((p %/ 2 + 12 - i) %% 12 < 2)%N)) (iota 0 (12 * 2)).
  rewrite -val_enum_ord count_map cardE size_filter -enumT; apply: eq_count => p.
  by rewrite /= !inE mxE divr1 intr_eq0.
move: i; apply: (@check1P 12 (fun i => count (fun p => (entry_of spread p 0 != 0) &&
   (((i + 12 - p %/ 2) %% 12 < 2)%N || ((p %/ 2 + 12 - i) %% 12 < 2)%N)) (iota 0 (12 * 2)) <= 1)%N).
by vm_compute.
Qed.

Theorem conditions_weaker_false : ~ conditions_weaker R.
Proof.
move=> /(_ 12%N 1%N 2%N 2%N Dconv xconv isT Dconv_normalised Dconv_convolutional); rewrite Dconv_coherence xconv_l0.
have mu0 : 0 <= 4%:R / 5%:R :> R by rewrite divr_ge0 ?ler0n.
have n5 : 5%:R != 0 :> R by rewrite pnatr_eq0.
have one : coherence_bound (stripe_l0 2 xconv) (4%:R / 5%:R : R).
  apply: bound_of_mul => //; apply: (@le_lt_trans _ _ (2%:R * (4%:R / 5%:R))).
    by rewrite ler_wpmul2r // ler_nat -[X in (_ <= X)%N](muln1 2%N) leq_mul2l xconv_stripes.
  rewrite -subr_gt0 (_ : _ - _ = 5%:R^-1) ?invr_gt0 ?ltr0n //; by field.
move=> /(_ one) /(bound_mul mu0); apply/negP; rewrite -leNgt -subr_ge0.
rewrite (_ : _ - _ = 23%:R / 5%:R) ?divr_ge0 ?ler0n //; by field.
Qed.

End Proofs.
