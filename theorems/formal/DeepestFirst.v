(* Deep codes without layer by layer coding: the deepest code from the signal by the product of the dictionaries, the others by multiplication
   (Theorem 5 of the later version, V5), and a refit on the support found (X5).

   [V5_true]: whatever the dictionaries and whatever analysis W of their product D_1 ... D_J, mu = max |w_i . d_j|, C = max |W_ij|,
   q = (2 s_J - 1) mu < 1: |x~_J - x_J|_1 <= s_J B_J q^K + 2 s_J C n / (1 - q), with n = sum_i |D_1 ... D_i|_1 delta_(i+1), and a layer j < J has
   at most |D_(j+1)|_1 times the error of the layer below it, plus delta_(j+1): nothing of layers in between is coded, nothing accumulates.
   [X5_true]: codes whose nonzero entries are above twice the last threshold have their support found, and a refit of K' steps on it leaves at
   most ((s_J - 1) mu)^K' times the error before it, plus HALF of the noise part 2 s_J C n / (1 - q). *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Lista Coherence Stages.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variables (R : realFieldType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).

(* D_1 ... D_j *)
Fixpoint product (j : nat) : 'M[R]_(d 0%N, d j) := if j is i.+1 then product i *m D i else 1%:M.

(* of the signal, if layer i has noise delta_i: |D_1 ... D_(i-1)|_1 delta_i summed *)
Definition product_noise (delta : nat -> R) (J : nat) : R := \sum_(i < J) norm1 (product i) * delta i.+1.

(* |x_j - D_(j+1) x~_(j+1)|_1 from |x~_(j+1) - x_(j+1)|_1; J - j is the number of steps *)
Fixpoint pushed (delta : nat -> R) (b : R) (J k : nat) : R :=
  if k is i.+1 then norm1 (D (J - i.+1)%N) * pushed delta b J i + delta (J - i.+1).+1 else b.

Definition V5_statement : Prop :=
  forall (J : nat) (s : nat -> nat) (B delta : nat -> R) (W : 'M[R]_(d 0%N, d J)) (K : nat), (0 < J)%N -> (0 < s J)%N -> 0 <= B J ->
  analyses W (product J) ->
  let mu := offdiag_max W (product J) in let C := entry_max W in let q := ((2 * s J)%:R - 1) * mu in let n := product_noise delta J in q < 1 ->
  let c := t51 (s J) (B J) n mu C in
  forall x e est : forall j, 'cV[R]_(d j), dsc_class D s B delta J x e ->
  est J = lista (product J) (fun=> W) (threshold c) (x 0%N) K -> (forall j, (j < J)%N -> est j = D j *m est j.+1) ->
  supp (est J) \subset supp (x J) /\
  forall k, (k <= J)%N -> l1 (est (J - k)%N - x (J - k)%N) <=
    pushed delta ((s J)%:R * B J * q ^+ K + (2 * s J)%:R * C * n / (1 - q)) J k.

Definition X5_statement : Prop :=
  forall (J : nat) (s : nat -> nat) (B delta : nat -> R) (W : 'M[R]_(d 0%N, d J)) (K K' : nat), (0 < J)%N -> (0 < s J)%N -> 0 <= B J ->
  analyses W (product J) ->
  let mu := offdiag_max W (product J) in let C := entry_max W in let q := ((2 * s J)%:R - 1) * mu in let n := product_noise delta J in q < 1 ->
  let c := t51 (s J) (B J) n mu C in
  forall x e : forall j, 'cV[R]_(d j), dsc_class D s B delta J x e ->
  (forall i, x J i 0 != 0 -> 2%:R * threshold c K < `|x J i 0|) ->
  let z := lista (product J) (fun=> W) (threshold c) (x 0%N) K.+1 in
  supp z = supp (x J) /\
  l1 (refit (product J) W (x 0%N) z K' - x J) <=
    (((s J)%:R - 1) * mu) ^+ K' * envelope c K.+1 + (2 * s J)%:R * C * n / (1 - q) / 2%:R.
End Statements.

Section Proofs.
Variables (R : realFieldType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).
Variables (J : nat) (s : nat -> nat) (B delta : nat -> R) (x e : forall j, 'cV[R]_(d j)).
Hypothesis hx : dsc_class D s B delta J x e.

Fixpoint noise_of (j : nat) : 'cV[R]_(d 0%N) := if j is i.+1 then noise_of i + product D i *m e i else 0.

Lemma productE j : (j <= J)%N -> x 0%N = product D j *m x j + noise_of j /\ l1 (noise_of j) <= product_noise D delta j.
Proof.
elim: j => [|j IH] jJ; first by rewrite /= mul1mx addr0 l10 /product_noise big_ord0.
have [x0 h] := IH (ltnW jJ); have [xj [_ _ en]] := hx jJ; split.
  by rewrite {1}x0 {1}xj /= mulmxDr mulmxA -addrA [product D j *m e j + _]addrC.
rewrite /= /product_noise big_ord_recr /=; apply: le_trans (l1D _ _) (ler_add h _).
by apply: le_trans (l1_mul _ _) _; rewrite ler_wpmul2l ?norm1_ge0.
Qed.

Lemma top_class : (0 < J)%N -> in_class (s J) (B J) (product_noise D delta J) (x J) (noise_of J).
Proof.
move=> J0; have [_ h] := productE (leqnn J).
have [j jE] : exists j, J = j.+1 by exists J.-1; rewrite prednK.
have jJ : (j < J)%N by rewrite jE.
by have [_ [l b _]] := hx jJ; move: h; rewrite jE.
Qed.
End Proofs.

Theorem V5_true (R : realFieldType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) : V5_statement D.
Proof.
move=> J s B delta W K J0 s0 B0 an mu C q n q1 c x e est hx top push.
have cl := top_class hx J0; have [xE hn] := productE hx (leqnn J).
have n0 : 0 <= n by apply: le_trans hn; apply: l1_ge0.
have mu0 : 0 <= mu by apply: offdiag_ge0. have C0 : 0 <= C by apply: entry_max_ge0.
have hW (k : nat) : coh W (product D J) mu /\ (forall i j, `|W i j| <= C).
  by split=> [|i j]; [apply: analyses_coh|apply: entry_maxP].
have [sub _ err] := lista_rate s0 B0 n0 mu0 C0 hW q1 cl K.
rewrite -xE in sub err; rewrite -top in sub err; split=> //.
elim=> [|k IH] kJ; first by rewrite subn0.
have lt : (J - k.+1 < J)%N by rewrite ltn_subrL J0.
have sE : (J - k.+1).+1 = (J - k)%N by rewrite subnSK.
have [xk [_ _ en]] := hx _ lt; rewrite /= push //.
have -> : D (J - k.+1)%N *m est (J - k.+1).+1 - x (J - k.+1)%N =
    D (J - k.+1)%N *m (est (J - k.+1).+1 - x (J - k.+1).+1) - e (J - k.+1)%N.
  by rewrite {1}xk mulmxBr opprD addrA.
apply: le_trans (l1D _ _) _; rewrite l1N; apply: ler_add en.
by apply: le_trans (l1_mul _ _) _; rewrite ler_wpmul2l ?norm1_ge0 // sE IH // ltnW.
Qed.

Theorem X5_true (R : realFieldType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) : X5_statement D.
Proof.
move=> J s B delta W K K' J0 s0 B0 an mu C q n q1 c x e hx big z.
have cl := top_class hx J0; have [xE hn] := productE hx (leqnn J).
have n0 : 0 <= n by apply: le_trans hn; apply: l1_ge0.
have mu0 : 0 <= mu by apply: offdiag_ge0. have C0 : 0 <= C by apply: entry_max_ge0.
have co : coh W (product D J) mu by apply: analyses_coh.
have hC i j : `|W i j| <= C by apply: entry_maxP.
have hc : [/\ (s J)%:R * B J <= start c, mu <= weight c, C * n <= offset c,
    ((2 * s J)%:R - 1) * weight c <= rate c & (2 * s J)%:R * offset c <= drift c] by [].
have [_ _ ent] := pursuit_entry co hC mu0 C0 n0 B0 s0 hc cl K.
have [sub err _] := pursuit_entry co hC mu0 C0 n0 B0 s0 hc cl K.+1.
rewrite -xE in sub err ent; rewrite -/z in sub err ent.
have zS : supp z = supp (x J).
  apply/eqP; rewrite eqEsubset sub /=; apply/subsetP => i; rewrite inE => xi.
  rewrite inE; apply/eqP => zi; have := big i xi; rewrite ltNge; apply/negP/negPn.
  by apply: le_trans (ent i); rewrite mxE zi add0r mxE normrN.
split=> //.
have [l0x _ _] := cl.
pose r := ((s J)%:R - 1) * mu.
pose h := Schedule (envelope c K.+1) r ((s J)%:R * (C * n)) 0 0.
have s1 : 1 <= (s J)%:R :> R by rewrite ler1n.
have r0 : 0 <= r by rewrite mulr_ge0 // subr_ge0.
have rq : r <= q by rewrite /r /q ler_wpmul2r // ler_add2r ler_nat leq_pmull.
have r1 : r < 1 := le_lt_trans rq q1.
have [_ er _] := refit_envelope (c := h) co hC mu0 C0 n0 s0 l0x hn zS err (lexx _) (lexx _) K'.
rewrite -xE in er; apply: le_trans er _; rewrite envelope_closed /=; last by rewrite lt_eqF.
rewrite ler_add2l -mulrA; apply: (@le_trans _ _ ((s J)%:R * (C * n) * (1 - r)^-1)).
  rewrite ler_wpmul2l ?mulr_ge0 ?ler0n // -[X in _ <= X]mul1r ler_wpmul2r ?invr_ge0 ?subr_ge0 ?(ltW r1) //.
  by rewrite ler_subl_addr ler_addl exprn_ge0.
have -> : (2 * s J)%:R * C * n / (1 - q) / 2%:R = (s J)%:R * (C * n) * (1 - q)^-1.
  have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
  by rewrite natrM; move: ((1 - q)^-1) ((s J)%:R) => u t; field.
by rewrite ler_wpmul2l ?mulr_ge0 ?ler0n // lef_pinv ?posrE ?subr_gt0 // ler_sub.
Qed.
