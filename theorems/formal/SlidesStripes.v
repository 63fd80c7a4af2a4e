(* Theorem 4 of the slides (S4), for a matrix with a relation "atoms i and j overlap" outside which columns are orthogonal: in a
   convolutional dictionary the shifts that overlap, whose number in the code is its stripe norm. Unit columns; if every stripe of x has at most
   s nonzeros and s < (1 + 1/mu) / 2, x is the only code of least l1 norm, whatever its number of nonzeros in all. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Norms Uniqueness L1.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Definition stripes_recovered (R : realFieldType) : Prop :=
  forall m n (D : 'M[R]_(m, n)) (mu : R) (overlap : rel 'I_n) (s : nat) (x : 'cV[R]_n),
  coh D D mu -> 0 <= mu -> symmetric overlap -> (forall i j, ~~ overlap i j -> (D^T *m D) i j = 0) ->
  (forall i, (#|supp x :&: [set j | overlap i j]| <= s)%N) -> (2 * s)%:R * mu < 1 + mu -> l1_unique D x.

Theorem stripes_recovered_true (R : realFieldType) : stripes_recovered R.
Proof.
move=> m n D mu overlap s x [dg off] mu0 sym out stripe smu.
have p1 : 0 < 1 + mu by rewrite ltr_spaddl ?ltr01.
apply: (null_space_unique (fintype.subxx _)) => z Dz z0.
have zpos : 0 < l1 z by rewrite lt_neqAle l1_ge0 andbT; apply: contra z0 => /eqP/esym/l1_eq0/eqP.
(* an entry is bounded by its stripe *)
have entry i : (1 + mu) * `|z i 0| <= mu * \sum_(j | overlap i j) `|z j 0|.
  have self : overlap i i.
    by apply/negPn/negP => no; have /eqP := out i i no; rewrite dg oner_eq0.
  have zi : z i 0 = - \sum_(j | j != i) (D^T *m D) i j * z j 0.
    by apply/eqP; rewrite -addr_eq0 -diagE // Dz mulmx0 mxE.
  rewrite (bigD1 i) //= mulrDr mulrDl mul1r [X in _ <= X]addrC ler_add2r {1}zi normrN mulr_sumr.
  apply: le_trans (ler_norm_sum _ _ _) _; rewrite (bigID (overlap i)) /= [X in _ + X]big1 => [|j /andP[_ no]]; last first.
    by rewrite out // mul0r normr0.
  rewrite addr0 (eq_bigl (fun j => overlap i j && (j != i))) => [|j]; last by rewrite andbC.
  by apply: ler_sum => j /andP[_ ji]; rewrite normrM ler_wpmul2r // off // eq_sym.
have sum : (1 + mu) * (\sum_(i in supp x) `|z i 0|) <= s%:R * mu * l1 z.
  rewrite mulr_sumr; apply: (@le_trans _ _ (\sum_(i in supp x) mu * \sum_(j | overlap i j) `|z j 0|)); first exact: ler_sum.
  rewrite -mulr_sumr -mulrA mulrCA ler_wpmul2l // (exchange_big_dep xpredT) //= /l1 mulr_sumr; apply: ler_sum => j _.
  rewrite sumr_const -[_ *+ _]mulr_natl ler_wpmul2r // ler_nat.
  apply: leq_trans (stripe j); apply: subset_leq_card; apply/subsetP => i /andP[xi o].
  by rewrite inE xi inE sym.
rewrite -(ltr_pmul2l p1) mulr2n mulrDr; apply: le_lt_trans (ler_add sum sum) _.
by rewrite -mulrDl -mulr2n -mulr_natl mulrA -natrM ltr_pmul2r.
Qed.
