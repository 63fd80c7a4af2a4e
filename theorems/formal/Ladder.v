(* X3: a ladder of guaranteed sparsities for any dictionary, s_mu <= s_mt <= s_shares <= s_recovery <= s_unique. Each rung says that
   its condition for s implies the next one for the same s. t_i is the generalised coherence of row i (row_coherence). *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Definitions Norms Uniqueness Printed L1 Coherence Duality NullSpaceShares.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* any s of the numbers t_i / (1 + t_i) sum to less than c *)
Definition shares_below (R : realFieldType) n (t : 'I_n -> R) (s : nat) (c : R) : Prop :=
  forall T : {set 'I_n}, (#|T| <= s)%N -> \sum_(i in T) t i / (1 + t i) < c.
(* every code with at most s nonzeros is the only one of least l1 norm, or the only one with at most s nonzeros *)
Definition recovers (R : realFieldType) m n (D : 'M[R]_(m, n)) (s : nat) : Prop :=
  forall x x', (l0 x <= s)%N -> D *m x' = D *m x -> x' != x -> l1 x < l1 x'.
Definition unique_codes (R : realFieldType) m n (D : 'M[R]_(m, n)) (s : nat) : Prop :=
  forall x x', (l0 x <= s)%N -> (l0 x' <= s)%N -> D *m x' = D *m x -> x' = x.

Definition X3_mu_below (R : rcfType) : Prop := forall m n (D : 'M[R]_(m, n)) mt s,
  normalised D -> gen_coherence D mt -> coherence_bound s (mutual_coherence D) -> coherence_bound s mt.
Definition X3_mt_below_shares (R : realFieldType) : Prop := forall m n (D : 'M[R]_(m, n)) mt t s,
  gen_coherence D mt -> (forall i, row_coherence D i (t i)) -> coherence_bound s mt -> shares_below t s 2%:R^-1.
Definition X3_shares_below_recovery (R : realFieldType) : Prop := forall m n (D : 'M[R]_(m, n)) t s,
  (forall i, row_coherence D i (t i)) -> shares_below t s 2%:R^-1 -> recovers D s.
Definition X3_recovery_below_unique (R : realFieldType) : Prop := forall m n (D : 'M[R]_(m, n)) s,
  recovers D s -> unique_codes D s.
(* for uniqueness alone, 2 s shares may sum to less than 1 *)
Definition X3_shares_below_unique (R : realFieldType) : Prop := forall m n (D : 'M[R]_(m, n)) t s,
  (forall i, row_coherence D i (t i)) -> shares_below t (2 * s) 1 -> unique_codes D s.

(* ---- proofs ---- *)

Lemma bound_below (R : realFieldType) s (mu mu' : R) : 0 <= mu -> mu <= mu' -> coherence_bound s mu' -> coherence_bound s mu.
Proof.
move=> mu0 le [e|h]; first by left; apply: le_anti; rewrite mu0 -e le.
have [->|nz] := eqVneq mu 0; first by left.
have p : 0 < mu by rewrite lt_neqAle eq_sym nz.
right; apply: lt_le_trans h _; rewrite ler_wpmul2r ?invr_ge0 ?ler0n // ler_add2l lef_pinv ?posrE //.
exact: lt_le_trans p le.
Qed.

Theorem X3_mu_below_true (R : rcfType) : X3_mu_below R.
Proof. by move=> m n D mt s nd gc; apply: bound_below (gen_coherence_ge0 gc) (gen_coherence_le_mu nd gc). Qed.

Section Field.
Variable R : realFieldType.

Theorem X3_mt_below_shares_true : X3_mt_below_shares R.
Proof.
move=> m n D mt t s gc rt bd T Ts; have [W [dg off]] := gen_coherence_coh gc; have mt0 := gen_coherence_ge0 gc.
have row i j : ((col i W)^T *m D) 0 j = (W^T *m D) i j by rewrite tr_col -row_mul mxE.
have le i : t i <= mt.
  have [_ _ low] := rt i; apply: (low (col i W)) => // [|j ji]; first by rewrite row dg.
  by rewrite row off // eq_sym.
have t0 i : 0 <= t i by have [] := rt i.
have p i : 0 < 1 + t i by rewrite ltr_spaddl ?ltr01.
have pm : 0 < 1 + mt by rewrite ltr_spaddl ?ltr01.
apply: (@le_lt_trans _ _ (\sum_(i in T) mt / (1 + mt))).
  apply: ler_sum => i _; rewrite ler_pdivr_mulr // mulrAC ler_pdivl_mulr // !mulrDr !mulr1 [mt * t i]mulrC.
  by rewrite ler_add2r.
have smt : (2 * s)%:R * mt < 1 + mt.
  case: bd => [->|h]; first by rewrite mulr0 addr0 ltr01.
  have [->|nz] := eqVneq mt 0; first by rewrite mulr0 addr0 ltr01.
  have q : 0 < mt by rewrite lt_neqAle eq_sym nz.
  have -> : 1 + mt = (1 + mt^-1) * mt by rewrite mulrDl mul1r mulVf // addrC.
  by rewrite ltr_pmul2r // natrM mulrC -ltr_pdivl_mulr ?ltr0n.
rewrite sumr_const -[_ *+ _]mulr_natl mulrA ltr_pdivr_mulr //.
rewrite [X in _ < X]mulrC ltr_pdivl_mulr ?ltr0n //.
by apply: le_lt_trans smt; rewrite natrM mulrC mulrA ler_wpmul2r // ler_wpmul2l ?ler0n // ler_nat.
Qed.

Theorem X3_shares_below_recovery_true : X3_shares_below_recovery R.
Proof.
move=> m n D t s rt sh x x' xs.
have h : shares D (fun i => t i / (1 + t i)) by move=> z Dz i; apply: (share_entry (rt i)).
exact: (nsp_unique h (fintype.subxx _) (sh _ xs)).
Qed.

Theorem X3_recovery_below_unique_true : X3_recovery_below_unique R.
Proof.
move=> m n D s rec x x' xs xs' e; apply/eqP/negPn/negP => ne.
have := lt_trans (rec x x' xs e ne) (rec x' x xs' (esym e) _).
by rewrite ltxx eq_sym => /(_ ne).
Qed.

Theorem X3_shares_below_unique_true : X3_shares_below_unique R.
Proof.
move=> m n D t s rt sh x x' xs xs' e; apply/eqP; rewrite -subr_eq0; apply/eqP/l1_eq0; set z := x' - x.
have Dz : D *m z = 0 by rewrite mulmxBr e subrr.
apply/eqP; rewrite eq_le l1_ge0 andbT leNgt; apply/negP => pos.
have zs : (#|supp z| <= 2 * s)%N by rewrite mul2n -addnn (leq_trans (l0B x' x)) // leq_add.
have : l1 z <= (\sum_(i in supp z) t i / (1 + t i)) * l1 z.
  by rewrite {1}l1_supp mulr_suml; apply: ler_sum => i _; apply: (share_entry (rt i)).
by rewrite leNgt -[X in _ < X]mul1r ltr_pmul2r // sh.
Qed.

End Field.
