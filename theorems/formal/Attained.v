(* After Definition 5.1: "the existence of W that achieves the value is guaranteed". It is, over every ordered field: the
   generalised mutual coherence of a dictionary without zero columns exists and is attained (linear programming). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Printed Coherence Duality NullSpaceShares.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Definition coherence_attained (R : realFieldType) : Prop := forall m n (D : 'M[R]_(m, n)),
  (forall i, col i D != 0) -> exists mt, gen_coherence D mt.
Definition row_coherence_attained (R : realFieldType) : Prop := forall m n (D : 'M[R]_(m, n)) i,
  col i D != 0 -> exists t, row_coherence D i t.

(* ---- proofs ---- *)
Section Proofs.
Variable R : realFieldType.

Section Row.
Variables (m n : nat) (D : 'M[R]_(m, n)) (i : 'I_n).
Hypothesis di : col i D != 0.

(* in the unknowns tau and w: |w . d_j| <= tau for j != i, w . d_i = 1, tau >= 0 *)
Let plus j : row R (1 + m) := (row_mx (- 1)%:M (col j D)^T, 0).
Let minus j : row R (1 + m) := (row_mx (- 1)%:M (- (col j D)^T), 0).
Let unit_above : row R (1 + m) := (row_mx 0%:M (col i D)^T, 1).
Let unit_below : row R (1 + m) := (row_mx 0%:M (- (col i D)^T), - 1).
Let sign : row R (1 + m) := (row_mx (- 1)%:M 0, 0).
Let system := [:: unit_above; unit_below; sign] ++ [seq plus j | j <- enum 'I_n & j != i] ++ [seq minus j | j <- enum 'I_n & j != i].

Let point (tau : R) (w : 'cV[R]_m) : 'cV[R]_(1 + m) := col_mx tau%:M w.
Let fits (tau : R) (w : 'cV[R]_m) : Prop :=
  [/\ 0 <= tau, (w^T *m D) 0 i = 1 & forall j, j != i -> `|(w^T *m D) 0 j| <= tau].

Lemma at_pointE (a : R) (b : 'rV[R]_m) tau w : at_point (row_mx a%:M b) (point tau w) = a * tau + (b *m w) 0 0.
Proof. by rewrite /at_point /point mul_row_col mxE -scalar_mxM [X in X + _]mxE eqxx mulr1n. Qed.

Lemma col_dot (w : 'cV[R]_m) j : ((col j D)^T *m w) 0 0 = (w^T *m D) 0 j.
Proof. by rewrite -[w in LHS]trmxK -trmx_mul mxE colE mulmxA -colE mxE. Qed.

Lemma systemP tau w : (forall r, r \in system -> holds_at (point tau w) r) <-> fits tau w.
Proof.
split=> [h|[t0 wi wj] r].
  split.
  - have := h sign; rewrite !inE eqxx !orbT => /(_ isT).
    by rewrite /holds_at at_pointE mul0mx mxE addr0 mulN1r oppr_le0.
  - apply: le_anti; have := h unit_above; rewrite !inE eqxx => /(_ isT).
    rewrite /holds_at at_pointE mul0r add0r col_dot => -> /=.
    have := h unit_below; rewrite !inE eqxx orbT => /(_ isT).
    by rewrite /holds_at at_pointE mul0r add0r mulNmx mxE col_dot ler_opp2.
  - move=> j ji; rewrite ler_norml; apply/andP; split.
      have : minus j \in system by rewrite mem_cat mem_cat (map_f minus) ?orbT // mem_filter ji mem_enum.
    move=> /h.
      by rewrite /holds_at at_pointE mulN1r mulNmx mxE col_dot -opprD oppr_le0 -ler_subl_addl sub0r.
    have : plus j \in system by rewrite mem_cat mem_cat (map_f plus) ?orbT // mem_filter ji mem_enum.
    move=> /h.
    by rewrite /holds_at at_pointE mulN1r col_dot addrC subr_le0.
rewrite mem_cat mem_cat !inE => /or3P[/or3P[]/eqP->|/mapP[j]|/mapP[j]].
- by rewrite /holds_at at_pointE mul0r add0r col_dot wi.
- by rewrite /holds_at at_pointE mul0r add0r mulNmx mxE col_dot wi.
- by rewrite /holds_at at_pointE mul0mx mxE addr0 mulN1r oppr_le0.
- rewrite mem_filter => /andP[ji _] ->; rewrite /holds_at at_pointE mulN1r col_dot addrC subr_le0.
  exact: le_trans (ler_norm _) (wj j ji).
- rewrite mem_filter => /andP[ji _] ->; rewrite /holds_at at_pointE mulN1r mulNmx mxE col_dot -opprD oppr_le0.
  by rewrite -ler_subl_addl sub0r; have := wj j ji; rewrite ler_norml => /andP[].
Qed.

Lemma feasible : exists tau w, fits tau w.
Proof.
pose g := (D^T *m D) i i; have g0 : 0 < g.
  have ge k : 0 <= D^T i k * D k i by rewrite mxE -expr2 sqr_ge0.
  rewrite /g lt_neqAle mxE sumr_ge0 // andbT eq_sym psumr_eq0 //.
  apply: contra di => /allP h; apply/eqP/matrixP => k j; rewrite !mxE.
  by have := h k (mem_index_enum _); rewrite /= mxE -expr2 sqrf_eq0 => /eqP.
pose w := g^-1 *: col i D; exists (\sum_j `|(w^T *m D) 0 j|), w; split.
- by apply: sumr_ge0.
- rewrite /w linearZ /= -scalemxAl mxE (_ : _ 0 i = g) ?mulVf ?gt_eqF //.
  by rewrite /g !mxE; apply: eq_bigr => k _; rewrite !mxE.
- by move=> j _; rewrite [X in _ <= X](bigD1 j) //= ler_addl sumr_ge0.
Qed.

Lemma seq_max (A : seq R) x : exists a, a \in x :: A /\ forall b, b \in x :: A -> b <= a.
Proof.
elim: A x => [|y A IH] x; first by exists x; split=> [|b]; rewrite ?mem_head // inE => /eqP ->.
have [a [aA max]] := IH y; have [le|lt] := leP x a.
  by exists a; split=> [|b]; rewrite inE ?aA ?orbT // => /orP[/eqP->|/max].
exists x; split=> [|b]; first exact: mem_head.
by rewrite inE => /orP[/eqP->//|/max h]; apply: le_trans h (ltW lt).
Qed.

Theorem row_attained : exists t, row_coherence D i t.
Proof.
pose C (r : row R (1 + m)) := forall tau w, fits tau w -> holds_at (point tau w) r.
have Cadd r q : C r -> C q -> C (r.1 + q.1, r.2 + q.2).
  by move=> h h' tau w f; rewrite /holds_at /at_point /= mulmxDl mxE ler_add // ?[_ <= _]h ?[_ <= _]h'.
have Cscale r (a : R) : 0 <= a -> C r -> C (a *: r.1, a * r.2).
  by move=> a0 h tau w f; rewrite /holds_at /at_point /= -scalemxAl mxE ler_wpmul2l // [_ <= _]h.
have zero r : r \in system -> forall j : 'I_(1 + m), (1 + m <= j)%N -> r.1 0 j = 0.
  by move=> _ j; rewrite leqNgt ltn_ord.
have inC r : r \in system -> C r by move=> rs tau w /systemP; apply.
have [L' [zL' CL' sol]] := project Cadd Cscale (leqnn (1 + m)) zero inC.
pose o : 'I_(1 + m) := lshift m 0.
have val r tau w : r \in L' -> at_point r.1 (point tau w) = r.1 0 o * tau.
  move=> rL; rewrite /at_point mxE (bigD1 o) //= big1 ?addr0 => [|j jo].
    by rewrite /point /o col_mxEu mxE eqxx mulr1n.
  rewrite zL' ?mul0r // lt0n; apply: contra jo => /eqP e; apply/eqP/val_inj; exact: e.
have down tau w : fits tau w -> forall r, r \in L' -> r.1 0 o * tau <= r.2.
  by move=> f r rL; rewrite -(val r tau w rL); apply: (CL' r rL tau w f).
have up tau : (forall r, r \in L' -> r.1 0 o * tau <= r.2) -> exists w, fits tau w.
  move=> h; have [|y [agree hy]] := sol (point tau 0).
    by move=> r rL; rewrite /holds_at val // h.
  exists (dsubmx y); apply/systemP; suff <- : y = point tau (dsubmx y) by [].
  rewrite -{1}[y]vsubmxK /point; congr col_mx; apply/matrixP => a b; rewrite !ord1 !mxE eqxx mulr1n.
  by rewrite agree // /point /o col_mxEu mxE eqxx mulr1n.
have [t [tA tmax]] := seq_max [seq r.2 / r.1 0 o | r : row R (1 + m) <- L' & r.1 0 o < 0] 0.
have low tau : 0 <= tau -> (forall r, r \in L' -> r.1 0 o * tau <= r.2) -> t <= tau.
  move=> tau0 h; move: tA; rewrite inE => /orP[/eqP->//|/mapP[r]].
  by rewrite mem_filter => /andP[neg rL] ->; rewrite ler_ndivr_mulr // mulrC h.
have t0 : 0 <= t by apply: tmax; rewrite mem_head.
have [tau0 [w0 f0]] := feasible; have T0 := down tau0 w0 f0; have [p0 _ _] := f0.
have [w [_ wi wj]] : exists w, fits t w.
  apply: up => r rL; have [neg|pos|z] := ltrgtP (r.1 0 o) 0.
  - rewrite mulrC -ler_ndivr_mulr //; apply: tmax; rewrite inE; apply/orP; right.
    by apply: (map_f (fun r : row R (1 + m) => r.2 / r.1 0 o)); rewrite mem_filter neg.
  - by apply: le_trans (T0 r rL); rewrite ler_pmul2l // low.
  - by have := T0 r rL; rewrite z !mul0r.
exists t; split=> //; first by exists w.
by move=> w' b b0 wi' wj'; apply: (low b b0); apply: (down b w').
Qed.
End Row.

Theorem row_coherence_attained_true : row_coherence_attained R.
Proof. move=> m n D i; exact: row_attained. Qed.

Theorem coherence_attained_true : coherence_attained R.
Proof.
move=> m n D nz; have /fin_all_exists[t ht] : forall i, exists t, row_coherence D i t by move=> i; apply: row_attained.
have /fin_all_exists[w hw] : forall i, exists w : 'cV[R]_m, (w^T *m D) 0 i = 1 /\ forall j, j != i -> `|(w^T *m D) 0 j| <= t i.
  by move=> i; have [] := ht i.
pose W : 'M[R]_(m, n) := \matrix_(k, i) w i k 0.
have WD i j : (W^T *m D) i j = ((w i)^T *m D) 0 j by rewrite !mxE; apply: eq_bigr => k _; rewrite !mxE.
have anW : analyses W D by move=> i; rewrite WD; have [] := hw i.
exists (offdiag_max W D); split; first by exists W.
move=> V anV; apply: max_le => [|i _]; first exact: offdiag_ge0.
apply: max_le => [|j ij]; first exact: offdiag_ge0.
have [_ _ low] := ht i; rewrite WD; apply: le_trans ((hw i).2 j _) _; first by rewrite eq_sym.
have VD l : ((col i V)^T *m D) 0 l = (V^T *m D) i l by rewrite !mxE; apply: eq_bigr => k _; rewrite !mxE.
apply: (low (col i V)) => [||l li]; rewrite ?offdiag_ge0 ?VD //.
by have [_ off] := analyses_coh anV; apply: off; rewrite eq_sym.
Qed.
End Proofs.
