(* Theorem 2.3, Corollaries 2.4 and 2.5: stability, with the printed constants. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : rcfType.

(* 1 - (2 lambda_(j+1) - 1) mu(D_(j+1)) *)
Definition margin d (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) (j : nat) : R :=
  1 - ((2 * s j.+1)%:R - 1) * mutual_coherence (D j).

(* the printed delta_j *)
Fixpoint T2_3_delta d (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) (eps : nat -> R) (eps0 : 'cV[R]_(d 0%N)) (j : nat) : R :=
  if j is i.+1 then (eps i.+1 + T2_3_delta D s eps eps0 i) / Num.sqrt (margin D s i) else l2 eps0.

Definition T2_3_statement : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J eps eps0 y x x',
  (forall j, (j < J)%N -> normalised (D j)) -> assumption1 D s J ->
  dsc_noisy D s J (fun=> 0) y x -> dsc_noisy D s J eps (y + eps0) x' ->
  forall j, (j <= J)%N -> l2 (x j - x' j) ^+ 2 <= T2_3_delta D s eps eps0 j ^+ 2.

Definition C2_4_statement : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J eps0 y x x',
  (forall j, (j < J)%N -> normalised (D j)) -> assumption1 D s J ->
  dsc_noisy D s J (fun=> 0) y x -> dsc_noisy D s J (fun=> 0) (y + eps0) x' ->
  forall j, (j <= J)%N -> l2 (x' j - x j) ^+ 2 <= l2 eps0 ^+ 2 * (\prod_(i < j) margin D s i)^-1.

Definition C2_5_statement : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J eps y x x',
  (forall j, (j < J)%N -> normalised (D j)) -> assumption1 D s J ->
  dsc_noisy D s J (fun=> 0) y x -> dsc_noisy D s J eps y x' ->
  forall j, (j <= J)%N -> l2 (x' j - x j) <=
    (\sum_(i < j) eps i.+1 * \prod_(k < i) Num.sqrt (margin D s k)) / \prod_(i < j) Num.sqrt (margin D s i).
End Statements.

Section Proofs.
Variables (R : rcfType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) (J : nat).
Hypotheses (nD : forall j, (j < J)%N -> normalised (D j)) (a1 : assumption1 D s J).

Let mu j := mutual_coherence (D j).

Lemma layers j : (j < J)%N -> [/\ coh (D j) (D j) (mu j), 0 <= mu j & 0 < 1 - ((2 * s j.+1)%:R - 1) * mu j].
Proof.
move=> jJ; have mu0 := mutual_coherence_ge0 (D j); split=> //; first exact: normalised_coh (nD jJ).
by have := bound_twice mu0 (a1 jJ); rewrite subr_gt0 mulrBl mul1r ltr_subl_addr.
Qed.

Lemma deltaE eps eps0 j : T2_3_delta D s eps eps0 j = delta s mu eps eps0 j.
Proof. by elim: j => [//|j IH] /=; rewrite IH. Qed.
End Proofs.

Theorem T2_3 (R : rcfType) : T2_3_statement R.
Proof.
move=> d D s J eps eps0 y x x' nD a1 hx hx' j jJ.
have h := stable (layers nD a1) hx hx' jJ.
by rewrite ler_expn2r ?nnegrE ?l2_ge0 // deltaE // (le_trans _ h) // l2_ge0.
Qed.

Theorem C2_4 (R : rcfType) : C2_4_statement R.
Proof.
move=> d D s J eps0 y x x' nD a1 hx hx' j jJ; rewrite -opprB l2N !l2K.
exact: (stable_product (layers nD a1) (fun=> erefl) hx hx' jJ).
Qed.

Theorem C2_5 (R : rcfType) : C2_5_statement R.
Proof.
move=> d D s J eps y x x' nD a1 hx hx' j jJ; rewrite -opprB l2N.
by apply: (stable_sum (layers nD a1) (erefl 0) hx _ jJ); rewrite addr0.
Qed.
