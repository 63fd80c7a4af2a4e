(* Corollary 3.3 as a statement that a network exists: 0 <= L_j(x~_j) - L_j(x_j) <= C e^(-cK). It is true, both sides at once, where each
   layer has more atoms than rows: the network of Theorem 3.1 with E / (n - 2 lambda_j) added to every entry of its read-out, E its l1 error and
   n the number of atoms. The n - lambda_j entries off the support add at least what the others can lose, so the l1 norm is not below that of
   the code. That n > 2 lambda_j follows from Assumption 1. The network of the printed proof, without the constant, is refuted in Loss. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Coherence Network DeepNetwork Theorem31 Loss ColumnScaling.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Read with a linear read-out and a constant for each layer, [shift]. q depends on the dictionaries alone, A on sparsities and magnitudes too. *)
Definition C3_3_exists (R : rcfType) : Prop :=
  forall (s J : nat) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)),
  (1 < s)%N -> (0 < J)%N -> (forall j, (0 < d j)%N) -> (forall j, (j < J)%N -> normalised (D j)) ->
  (forall j, (j < J)%N -> (d j < d j.+1)%N) ->
  exists q, [/\ 0 < q, q < 1 &
  forall lambda B, (forall j, (0 < lambda j)%N) -> (forall j, 0 <= B j) -> assumption1 D lambda J -> exists A, 0 <= A /\
  forall K, exists (net : nat -> seq (op R)) (shift : nat -> R),
    [/\ proper (net J),
        (depth (net J) <= (K + 4) * \sum_(j < J) (trunc_log s (2 * (d j + d j.+1))).+1)%N,
        (weights s (net J) 1 (d 0%N) <= 8 * (K + 9) * s ^ 2 * \sum_(j < J) (d j + d j.+1) ^ 2)%N &
        forall x, dsc_class D lambda B (fun=> 0) J x (fun=> 0) -> forall j gamma, (j < J)%N -> 0 < gamma ->
          let L := loss (D j) gamma (x j) in
          let out := row_mx 1%:M (- 1%:M) *m output (d j.+1 + d j.+1) (run s (net j.+1) (input (x 0%N))) + const_mx (shift j) in
          0 <= L out - L (x j.+1) <= (1 + gamma) * A * q ^+ K]].

(* ---- proofs ---- *)
Section Lift.
Variable R : realFieldType.
Variables (n s : nat) (x u : 'cV[R]_n) (E : R).
Hypotheses (xs : (l0 x <= s)%N) (sn : (2 * s < n)%N) (err : l1 (u - x) <= E).

Let t : R := E / (n%:R - (2 * s)%:R).

Lemma gap_gt0 : 0 < n%:R - (2 * s)%:R :> R. Proof. by rewrite subr_gt0 ltr_nat. Qed.
Lemma E_ge0 : 0 <= E. Proof. by apply: le_trans err; apply: l1_ge0. Qed.
Lemma shift_ge0 : 0 <= t. Proof. by rewrite divr_ge0 ?E_ge0 // ltW // gap_gt0. Qed.

Lemma lift_entry i : `|x i 0| + (t - 2%:R * (if i \in supp x then t else 0)) - `|(u - x) i 0| <= `|(u + const_mx t) i 0|.
Proof.
have t0 := shift_ge0; rewrite inE !mxE; move: (x i 0) (u i 0) => a b.
have tri (v : R) : `|v| <= `|b + t| + `|b - v| + t.
  have vE : v = (b + t) - (b - v) - t by ring.
  rewrite {1}vE; apply: le_trans (ler_norm_sub _ _) _; rewrite (ger0_norm t0) ler_add2r; exact: ler_norm_sub.
have [->|_] /= := eqVneq a 0.
  rewrite normr0 mulr0 !subr0 add0r ler_subl_addr.
  have := ler_norm_sub (b + t) b; rewrite addrAC subrr add0r (ger0_norm t0); exact.
rewrite -subr_ge0; have := tri a; rewrite -subr_ge0; congr (_ <= _); ring.
Qed.

Lemma lift_l1 : l1 x <= l1 (u + const_mx t).
Proof.
apply: (@le_trans _ _ (\sum_i (`|x i 0| + (t - 2%:R * (if i \in supp x then t else 0)) - `|(u - x) i 0|))); last first.
  by apply: ler_sum => i _; apply: lift_entry.
have on_support : \sum_i 2%:R * (if i \in supp x then t else 0) = 2%:R * (t *+ l0 x).
  by rewrite -sumr_const [in RHS]big_mkcond mulr_sumr.
rewrite sumrB big_split sumrB /= on_support sumr_const card_ord -/(l1 x) -/(l1 (u - x)).
rewrite -addrA ler_addl subr_ge0; apply: le_trans err _.
rewrite -[t *+ n]mulr_natl -[t *+ _]mulr_natl mulrA -mulrBl.
have {1}-> : E = (n%:R - (2 * s)%:R) * t by rewrite mulrC /t divfK // gt_eqF ?gap_gt0.
by rewrite ler_wpmul2r ?shift_ge0 // ler_add2l ler_opp2 -natrM ler_nat leq_mul2l.
Qed.

Lemma lift_near : l1 (u + const_mx t - x) <= E + n%:R * t.
Proof.
rewrite addrAC; apply: le_trans (l1D _ _) _; apply: ler_add => //.
rewrite /l1 (eq_bigr (fun=> t)) ?sumr_const ?card_ord ?mulr_natl // => i _; rewrite mxE ger0_norm //; exact: shift_ge0.
Qed.
End Lift.

Section Wide.
Variable R : rcfType.

Lemma l1_le_l2 n (z : 'cV[R]_n) : l1 z <= n%:R * l2 z.
Proof.
rewrite /l1 -[X in X%:R * _](card_ord n) mulr_natl -sumr_const; apply: ler_sum => i _.
rewrite -(sqrtr_sqr (z i 0)) ler_wsqrtr // /sq2 (bigD1 i) //= ler_addl sumr_ge0 // => j _; exact: sqr_ge0.
Qed.

(* Assumption 1 with a null vector: more than 2 s atoms *)
Lemma wide_twice m n (D : 'M[R]_(m, n)) s : normalised D -> (m < n)%N -> coherence_bound s (mutual_coherence D) -> (2 * s < n)%N.
Proof.
move=> nd mn bd; rewrite ltnNge; apply/negP => ns; have mu0 := mutual_coherence_ge0 D.
have [z [/negP z0 Dz]] := null_vector D mn; apply: z0.
rewrite (sparse_kernel (normalised_coh nd) mu0 (bound_twice mu0 bd) _ Dz) //.
by apply: leq_trans (max_card _) _; rewrite card_ord.
Qed.
End Wide.

Theorem C3_3_exists_true (R : rcfType) : C3_3_exists R.
Proof.
move=> s J d D s2 J0 d0 nD wide; have [q [C [q0 q1 C0 H]]] := T3_1_repaired s2 J0 d0 nD.
exists q; split=> // lambda B l0 B0 a1; have [C' [C'0 HK]] := H lambda B l0 B0 a1.
pose F j : R := (d j.+1)%:R * C' * (1 + (d j.+1)%:R / ((d j.+1)%:R - (2 * lambda j.+1)%:R)).
have two j : (j < J)%N -> (2 * lambda j.+1 < d j.+1)%N by move=> jJ; apply: wide_twice (nD j jJ) (wide j jJ) (a1 j jJ).
have F0 j : (j < J)%N -> 0 <= F j.
  move=> jJ; rewrite /F mulr_ge0 ?mulr_ge0 ?ler0n ?(ltW C'0) // addr_ge0 ?ler01 // divr_ge0 ?ler0n //.
  by rewrite subr_ge0 ler_nat ltnW ?two.
exists (\sum_(j < J) (F j ^+ 2 + F j)); split.
  by apply: sumr_ge0 => j _; rewrite addr_ge0 ?sqr_ge0 ?F0.
move=> K; have [net [_ pr dp wt err]] := HK K (fun=> 0) (fun=> lexx 0).
pose E j : R := (d j.+1)%:R * (C' * q ^+ K).
exists net, (fun j => E j / ((d j.+1)%:R - (2 * lambda j.+1)%:R)); split=> // x hx j gamma jJ g0; cbv zeta.
have [xj [xl _ _]] := hx j jJ.
set L := loss (D j) gamma (x j); set u := row_mx _ _ *m _; set out := u + _.
have near : l1 (u - x j.+1) <= E j.
  apply: le_trans (l1_le_l2 _) _; rewrite ler_wpmul2l ?ler0n //.
  by have := err x _ hx j.+1 jJ; rewrite big1 // mulr0 addr0.
have above := lift_l1 xl (two j jJ) near; have close := lift_near (two j jJ) near.
have close' : l1 (out - x j.+1) <= F j * q ^+ K.
  apply: le_trans close _; rewrite le_eqVlt; apply/orP; left; apply/eqP; rewrite /F /E.
  by set a := (_ - _)^-1; move: a (q ^+ K) ((d j.+1)%:R : R) => a b c; ring.
have LE : L out - L (x j.+1) = sq2 (D j *m (out - x j.+1)) + gamma * (l1 out - l1 (x j.+1)).
  rewrite /L (_ : x j = D j *m x j.+1); last by rewrite xj addr0.
  by rewrite loss_exact /loss mulrBr addrA -mulmxBr -[x j.+1 - out]opprB mulmxN sq2N.
have qK0 : 0 <= q ^+ K by rewrite exprn_ge0 ?ltW.
have qK1 : q ^+ K <= 1 by rewrite exprn_ile1 ?ltW.
rewrite LE; apply/andP; split; first by rewrite addr_ge0 ?sq2_ge0 ?mulr_ge0 ?subr_ge0 ?(ltW g0).
apply: (@le_trans _ _ (F j ^+ 2 * q ^+ K + gamma * (F j * q ^+ K))).
  apply: ler_add.
    apply: le_trans (sq2_le_l1 _ (nD j jJ)) _.
    apply: (@le_trans _ _ ((F j * q ^+ K) ^+ 2)); first by rewrite ler_expn2r ?nnegrE ?l1_ge0 ?(mulr_ge0 (F0 j jJ)).
    by rewrite exprMn ler_wpmul2l ?sqr_ge0 // expr2 ler_pimulr.
  rewrite ler_wpmul2l ?(ltW g0) //; apply: le_trans close'; rewrite ler_subl_addl.
  by have := l1D (x j.+1) (out - x j.+1); rewrite addrC subrK.
rewrite mulrA -mulrDl ler_wpmul2r //; set A := \sum_(i < J) _.
have FA : F j ^+ 2 + F j <= A.
  rewrite /A (bigD1 (Ordinal jJ)) //= ler_addl sumr_ge0 // => i _; by rewrite addr_ge0 ?sqr_ge0 ?F0.
apply: (@le_trans _ _ ((1 + gamma) * (F j ^+ 2 + F j))); last by rewrite ler_wpmul2l // addr_ge0 ?ler01 ?(ltW g0).
rewrite mulrDl mul1r ler_add // ?ler_addl ?(F0 j jJ) // ler_wpmul2l ?(ltW g0) // ler_addr sqr_ge0 //.
Qed.
