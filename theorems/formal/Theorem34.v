(* Theorem 3.4, its hypothesis, and certificate kind lipschitz_vacuity.

   In print: lambda < (1/mu - 2 L^m d) / (2 - 2 L^m), with L the Lipschitz constant of an activation that is the identity on v >= 0, so that
   L >= 1; the proof uses it as alpha = mu~ (2 L d + (2 - 2 L) lambda) < 1.
   [T3_4_vacuous]: alpha < 1 holds for no overcomplete dictionary, no analysis W, no sparsity and no L >= 1 (for L = 1 the print divides
   by 0). [vacuity_rate]: what is needed of L in general. The reason is [frobenius]: W^T D has trace n and rank at most m. *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Stability Coherence Embed Check.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : realFieldType.

Definition T3_4_vacuous_statement : Prop :=
  forall m n (D W : 'M[R]_(m, n)) (s : nat) (L : R), (m < n)%N -> analyses W D -> (s <= n)%N -> 1 <= L ->
  ~ offdiag_max W D * (2%:R * L * n%:R + (2%:R - 2%:R * L) * s%:R) < 1.
End Statements.

Section Rank.
Variable R : realFieldType.

Lemma gram_free r n (B : 'M[R]_(r, n)) : row_free B -> B *m B^T \in unitmx.
Proof.
move=> free; rewrite -row_free_unit -kermx_eq0; set K := kermx _.
have h : K *m B *m (K *m B)^T = 0.
  by rewrite trmx_mul mulmxA -[K *m B *m B^T]mulmxA mulmx_ker mul0mx.
suff : K *m B == 0 by rewrite mulmx_free_eq0.
apply/eqP/matrixP => i j; rewrite [RHS]mxE; apply/eqP.
have := congr1 (fun M : 'M[R]_r => M i i) h; rewrite mxE [RHS]mxE.
under eq_bigr do rewrite [_^T _ _]mxE -expr2.
by move=> /eqP; rewrite psumr_eq0 => [/allP/(_ j (mem_index_enum _))|k _]; [rewrite /= sqrf_eq0|exact: sqr_ge0].
Qed.

(* the square of a trace is at most the rank times the squared Frobenius norm *)
Theorem frobenius m n (W D : 'M[R]_(m, n)) :
  (\tr (W^T *m D)) ^+ 2 <= m%:R * \sum_i \sum_j (W^T *m D) i j ^+ 2.
Proof.
set G := W^T *m D.
have [B [free [C WC]]] : exists B : 'M[R]_(\rank W, n), row_free B /\ exists C, W = C *m B.
  by exists (row_base W); split; [exact: row_base_free|apply/submxP; rewrite eq_row_base].
have su := gram_free free; set S := B *m B^T in su.
pose P := B^T *m invmx S *m B.
have PB : P *m B^T = B^T by rewrite /P -mulmxA -/S mulmxKV.
have GE : G = B^T *m (C^T *m D) by rewrite mulmxA -trmx_mul -WC.
have PG : P *m G = G by rewrite GE mulmxA PB.
have Psym : P^T = P.
  have St : S^T = S by rewrite /S trmx_mul trmxK.
  by rewrite /P !trmx_mul trmxK trmx_inv St mulmxA.
have PP : P *m P = P by rewrite {2}/P !mulmxA PB.
have trP : \tr P = (\rank W)%:R by rewrite /P -mulmxA mxtrace_mulC -mulmxA -/S mulVmx // mxtrace1.
have sqP : \sum_i \sum_j P i j ^+ 2 = (\rank W)%:R.
  rewrite -trP /mxtrace; apply: eq_bigr => i _.
  have -> : P i i = (P *m P^T) i i by rewrite Psym PP.
  by rewrite mxE; apply: eq_bigr => j _; rewrite [_^T _ _]mxE expr2.
have trG : \tr G = \sum_i \sum_j P i j * G j i.
  by rewrite -{1}PG /mxtrace; apply: eq_bigr => i _; rewrite mxE.
have swap : \sum_i \sum_j G i j ^+ 2 = \sum_i \sum_j G j i ^+ 2 by rewrite exchange_big.
rewrite trG swap !pair_big /=.
apply: le_trans (cauchy_schwarz _ (fun p : 'I_n * 'I_n => P p.1 p.2) (fun p => G p.2 p.1)) _.
rewrite -[X in X * _](pair_big xpredT xpredT (fun i j => P i j ^+ 2)) sqP /=.
apply: ler_wpmul2r; last by rewrite ler_nat rank_leq_row.
by apply: sumr_ge0 => p _; apply: sqr_ge0.
Qed.

(* so the coherence of more atoms than rows is at least the Welch bound, for any analysis *)
Theorem welch m n (W D : 'M[R]_(m, n)) (mu : R) : coh W D mu -> 0 <= mu -> (0 < n)%N ->
  n%:R - m%:R <= m%:R * (n%:R - 1) * mu ^+ 2.
Proof.
move=> [dg off] mu0 n0; have := frobenius W D; set G := W^T *m D in dg off *.
have -> : \tr G = n%:R by rewrite /mxtrace; under eq_bigr do rewrite dg; rewrite sumr_const card_ord.
move=> h; have np : 0 < n%:R :> R by rewrite ltr0n.
have le : \sum_i \sum_j G i j ^+ 2 <= n%:R * (1 + (n%:R - 1) * mu ^+ 2).
  rewrite -[X in X%:R * _](card_ord n) mulr_natl -sumr_const; apply: ler_sum => i _.
  rewrite (bigD1 i) //= dg expr1n ler_add2l.
  apply: (@le_trans _ _ (\sum_(j < n | j != i) mu ^+ 2)).
    apply: ler_sum => j ji; rewrite -[X in X <= _]real_normK ?num_real // ler_expn2r ?nnegrE // off // eq_sym //.
  have e : mu ^+ 2 + \sum_(j < n | j != i) mu ^+ 2 = n%:R * mu ^+ 2.
    have <- : \sum_(j < n) mu ^+ 2 = mu ^+ 2 + \sum_(j < n | j != i) mu ^+ 2 by rewrite (bigD1 i).
    by rewrite sumr_const card_ord mulr_natl.
  by rewrite mulrBl mul1r -e addrAC subrr add0r.
have {}h : n%:R ^+ 2 <= m%:R * (n%:R * (1 + (n%:R - 1) * mu ^+ 2)).
  by apply: le_trans h _; rewrite ler_wpmul2l ?ler0n.
rewrite -(ler_pmul2l np) -subr_ge0; move: h; rewrite -subr_ge0.
by move: (n%:R) (m%:R) => p q; congr (0 <= _); ring.
Qed.

(* what the kind lipschitz_vacuity says *)
Theorem vacuity_rate m n (D W : 'M[R]_(m, n)) (s : nat) (L mu : R) : (m < n)%N -> (s <= n)%N -> 0 <= L -> coh W D mu -> 0 <= mu ->
  m%:R * (n%:R - 1) <= (2%:R * L * (n - s)%:R + (2 * s)%:R) ^+ 2 * (n%:R - m%:R) ->
  1 <= mu * (2%:R * L * n%:R + (2%:R - 2%:R * L) * s%:R).
Proof.
move=> mn sn L0 co mu0 hL; have n0 : (0 < n)%N by apply: leq_ltn_trans mn.
have -> : 2%:R * L * n%:R + (2%:R - 2%:R * L) * s%:R = 2%:R * L * (n - s)%:R + (2 * s)%:R.
  by rewrite natrB // natrM; move: (n%:R) (s%:R) => p q; ring.
set f := 2%:R * L * (n - s)%:R + (2 * s)%:R in hL *.
have f0 : 0 <= f by rewrite /f addr_ge0 ?mulr_ge0 ?ler0n.
have w := welch co mu0 n0.
have dpos : 0 < n%:R - m%:R :> R by rewrite subr_gt0 ltr_nat.
rewrite -(@ler_pexpn2r _ 2) ?nnegrE ?mulr_ge0 ?ler01 // expr1n exprMn.
have [e|/eqP ne] := m%:R * (n%:R - 1) =P (0 : R).
  by move: w; rewrite e mul0r leNgt dpos.
have p : 0 < m%:R * (n%:R - 1) :> R.
  by rewrite lt_neqAle eq_sym ne mulr_ge0 ?ler0n // subr_ge0 ler1n.
rewrite -(ler_pmul2r p) mul1r; apply: le_trans hL _.
have -> : mu ^+ 2 * f ^+ 2 * (m%:R * (n%:R - 1)) = f ^+ 2 * (m%:R * (n%:R - 1) * mu ^+ 2).
  by rewrite mulrAC mulrC [mu ^+ 2 * _]mulrC.
by rewrite ler_wpmul2l ?sqr_ge0.
Qed.

Theorem T3_4_vacuous : T3_4_vacuous_statement R.
Proof.
move=> m n D W s L mn an sn L1; apply/negP; rewrite -leNgt.
have n0 : (0 < n)%N by apply: leq_ltn_trans mn.
apply: (vacuity_rate mn sn (le_trans ler01 L1) (analyses_coh an) (offdiag_ge0 _ _)).
have f2 : (2 * n)%:R <= 2%:R * L * (n - s)%:R + (2 * s)%:R :> R.
  rewrite -[in X in X <= _](subnK sn) mulnDr natrD ler_add2r natrM -mulrA ler_wpmul2l ?ler0n //.
  by rewrite -[X in X <= _]mul1r ler_wpmul2r ?ler0n.
apply: (@le_trans _ _ ((2 * n)%:R ^+ 2 * (n%:R - m%:R))); last first.
  by rewrite ler_wpmul2r ?subr_ge0 ?ler_nat ?(ltnW mn) // ler_expn2r ?nnegrE ?ler0n // (le_trans _ f2) ?ler0n.
rewrite -(natrB _ n0) -(natrB _ (ltnW mn)) -natrX -!natrM ler_nat.
apply: leq_trans (_ : n * n <= _)%N; first by apply: leq_mul; [exact: ltnW|exact: leq_subr].
have h : (1 <= n - m)%N by rewrite subn_gt0.
by rewrite -[X in (X <= _)%N]muln1; apply: leq_mul => //; rewrite expnMn -mulnn leq_pmull.
Qed.
End Rank.

(* --- the kind lipschitz_vacuity --- *)
Definition check_vacuity (m d s : nat) (L : Q) : bool :=
  let f := Qplus (Qmult (Qmult (natQ 2) L) (natQ (d - s))) (natQ (2 * s)) in
  [&& leq 1 m, leq m.+1 d, leq s d, Qle_bool zeroQ L & Qle_bool (Qmult (natQ m) (natQ d.-1)) (Qmult (Qmult f f) (natQ (d - m)))].

Theorem lipschitz_vacuity_sound (R : realFieldType) m d s L : check_vacuity m d s L ->
  forall (D W : 'M[R]_(m, d)) mu, coh W D mu -> 0 <= mu ->
  1 <= mu * (2%:R * ofQ R L * d%:R + (2%:R - 2%:R * ofQ R L) * s%:R).
Proof.
move=> /and5P[m0 md sd L0 h] D W mu co mu0.
have d0 : (0 < d)%N by apply: leq_ltn_trans md.
apply: (vacuity_rate md sd _ co mu0); first by rewrite -(zeroQE R) ofQ_le.
by move: h; rewrite -(ofQ_le R) !ofQM ofQD !ofQM !natQE expr2 (natrB _ (ltnW md)) -subn1 (natrB _ d0).
Qed.
