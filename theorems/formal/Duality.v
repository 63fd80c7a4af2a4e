(* The alternative for systems of linear inequalities over an ordered field (Farkas), by elimination of variables. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Farkas.
Variable R : realFieldType.
Variable N : nat.

(* the inequality a x <= b *)
Definition row := ('rV[R]_N * R)%type.
Definition at_point (a : 'rV[R]_N) (x : 'cV[R]_N) : R := (a *m x) 0 0.
Definition holds_at (x : 'cV[R]_N) (r : row) : bool := at_point r.1 x <= r.2.

Lemma between (A B : seq R) : (forall a b, a \in A -> b \in B -> a <= b) ->
  exists v, (forall a, a \in A -> a <= v) /\ (forall b, b \in B -> v <= b).
Proof.
elim: A => [|a A IH] h.
  elim: B h => [|b B IH] h; first by exists 0.
  have [v [_ vB]] := IH (fun _ _ h' => False_ind _ (notF h')); exists (Num.min v b); split=> // c.
  by rewrite inE le_minl => /orP[/eqP->|/vB->]; rewrite ?lexx ?orbT.
have [v [vA vB]] := IH (fun x y hx hy => h x y (mem_behead (s := a :: A) hx) hy).
exists (Num.max a v); split=> [c|b bB].
  by rewrite inE le_maxr => /orP[/eqP->|/vA->]; rewrite ?lexx ?orbT.
by rewrite le_maxl vB // h // mem_head.
Qed.

(* C holds of a set of inequalities that is closed under sums and nonnegative multiples *)
Variable C : row -> Prop.
Hypothesis C_add : forall r q, C r -> C q -> C (r.1 + q.1, r.2 + q.2).
Hypothesis C_scale : forall r t, 0 <= t -> C r -> C (t *: r.1, t * r.2).

(* Elimination of all variables from k on: what is left, L', has a solution exactly when L has one that agrees with it below k. *)
Lemma project k n (L : seq row) : (k + n <= N)%N ->
  (forall r, r \in L -> forall j : 'I_N, (k + n <= j)%N -> r.1 0 j = 0) -> (forall r, r \in L -> C r) ->
  exists L' : seq row, [/\ forall r, r \in L' -> forall j : 'I_N, (k <= j)%N -> r.1 0 j = 0, forall r, r \in L' -> C r &
    forall x, (forall r, r \in L' -> holds_at x r) ->
    exists y : 'cV[R]_N, (forall j : 'I_N, (j < k)%N -> y j 0 = x j 0) /\ forall r, r \in L -> holds_at y r].
Proof.
elim: n L => [|n IH] L kN zero inC.
  by rewrite addn0 in zero; exists L; split=> // x hx; exists x.
rewrite addnS in kN zero.
pose o := Ordinal kN; pose c (r : row) := r.1 0 o.
pose P := [seq r <- L | 0 < c r]; pose Q := [seq r <- L | c r < 0]; pose Z := [seq r <- L | c r == 0].
pose mix (p q : row) : row := (- c q *: p.1 + c p *: q.1, - c q * p.2 + c p * q.2).
pose L1 := Z ++ [seq mix p q | p <- P, q <- Q].
have inP r : r \in P -> 0 < c r /\ r \in L by rewrite mem_filter => /andP.
have inQ r : r \in Q -> c r < 0 /\ r \in L by rewrite mem_filter => /andP.
have zero' r : r \in L1 -> forall j : 'I_N, (k + n <= j)%N -> r.1 0 j = 0.
  rewrite mem_cat => /orP[|/allpairsP[[p q] [/= pP qQ ->]]] => [|j kj].
    rewrite mem_filter => /andP[/eqP cz rL] j; rewrite leq_eqVlt => /orP[/eqP e|]; last exact: zero.
    by rewrite -cz /c; congr (r.1 0 _); apply/val_inj; rewrite /= e.
  have [cp pL] := inP p pP; have [cq qL] := inQ q qQ; rewrite /mix /= !mxE.
  move: kj; rewrite leq_eqVlt => /orP[/eqP e|lt].
    have -> : j = o by apply/val_inj; rewrite /= e.
    by rewrite -/(c p) -/(c q) mulNr mulrC addNr.
  by rewrite !zero // !mulr0 addr0.
have inC' r : r \in L1 -> C r.
  rewrite mem_cat => /orP[|/allpairsP[[p q] [/= pP qQ ->]]]; first by rewrite mem_filter => /andP[_ /inC].
  have [cp pL] := inP p pP; have [cq qL] := inQ q qQ; rewrite /mix.
  apply: (C_add (r := (- c q *: p.1, - c q * p.2)) (q := (c p *: q.1, c p * q.2))).
    by apply: C_scale; rewrite ?oppr_ge0 ?(ltW cq) //; apply: inC.
  by apply: C_scale; rewrite ?(ltW cp) //; apply: inC.
have [L' [zL' CL' sol]] := IH L1 (ltnW kN) zero' inC'.
exists L'; split=> // x' /sol[x [agree hx]].
pose x0 := x - x o 0 *: delta_mx o 0.
pose bd (r : row) := (r.2 - at_point r.1 x0) / c r.
have val r v : at_point r.1 (x0 + v *: delta_mx o 0) = at_point r.1 x0 + c r * v.
  rewrite /at_point mulmxDr mxE -scalemxAr -colE; congr (_ + _); by rewrite !mxE mulrC.
have val0 (r : row) : c r = 0 -> at_point r.1 x0 = at_point r.1 x.
  move=> cz; rewrite /x0 /at_point mulmxBr -scalemxAr -colE !mxE -/(c r) cz mulr0 subr0.
  by [].
have [v [vA vB]] : exists v, (forall a, a \in map bd Q -> a <= v) /\ (forall b, b \in map bd P -> v <= b).
  apply: between => a b /mapP[q qQ ->] /mapP[p pP ->].
  have [cp pL] := inP p pP; have [cq qL] := inQ q qQ.
  have mL : mix p q \in L1 by rewrite mem_cat allpairs_f ?orbT.
  have mz : c (mix p q) = 0 by apply: (zero' _ mL o); rewrite /=.
  have sum (r : 'rV[R]_N) : at_point r x0 = \sum_j r 0 j * x0 j 0 by rewrite /at_point mxE.
  have := hx _ mL; rewrite /holds_at -val0 // /mix /= /at_point mulmxDl -!scalemxAl !mxE -!sum => le.
  rewrite /bd ler_ndivr_mulr // mulrAC ler_pdivr_mulr //.
  rewrite -subr_ge0 in le; rewrite -subr_ge0; move: le.
  move: (at_point p.1 x0) (at_point q.1 x0) (c p) (c q) p.2 q.2 => A B cp' cq' p2 q2; congr (0 <= _); ring.
exists (x0 + v *: delta_mx o 0); split=> [j jk|r rL].
  have jo : (j == o) = false.
    by apply/negbTE; rewrite -val_eqE /= neq_ltn (leq_trans jk) ?leq_addr.
  by rewrite -agree // !mxE jo !mulr0 addr0 subr0.
rewrite /holds_at val -ler_subr_addl.
have [cr|cr|cr] := ltrgtP (c r) 0.
- by rewrite mulrC -ler_ndivr_mulr //; apply: vA; apply: (map_f bd); rewrite mem_filter cr.
- by rewrite mulrC -ler_pdivl_mulr //; apply: vB; apply: (map_f bd); rewrite mem_filter cr.
- rewrite cr mul0r subr_ge0 val0 //; apply: hx; rewrite mem_cat mem_filter rL cr eqxx //.
Qed.

(* Inequalities of C have a common solution, or C holds of a contradiction 0 <= b < 0. *)
Lemma eliminate k (L : seq row) : (k <= N)%N ->
  (forall r, r \in L -> forall j : 'I_N, (k <= j)%N -> r.1 0 j = 0) -> (forall r, r \in L -> C r) ->
  (exists x, forall r, r \in L -> holds_at x r) \/ (exists b, b < 0 /\ C (0, b)).
Proof.
move=> kN zero inC; have [L' [zL' CL' sol]] := @project 0 k L kN zero inC.
have zr r : r \in L' -> r.1 = 0 by move=> rL; apply/rowP => j; rewrite mxE zL'.
have [/allP pos|/allPn[r rL]] := boolP (all (fun r : row => 0 <= r.2) L').
  left; have [|y [_ hy]] := sol 0; last by exists y.
  move=> r rL; rewrite /holds_at /at_point mulmx0 mxE; exact: pos.
rewrite -ltNge => neg; right; exists r.2; split=> //.
by have := CL' r rL; case: r {rL neg} (zr r rL) => a b /= ->.
Qed.

End Farkas.
