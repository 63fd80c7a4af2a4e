(* Theorem 5.4, repaired: the rate alpha = mu~ (2 L d + (2 - 2 L) s) as printed, with the floor that beta leaves. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Lista Coherence Activation Growth Thresholds Theorem51.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : realFieldType.

(* the identity on v >= 0; below 0 at most L |v| and at most beta in size (L is read there: on v >= 0 it would be at least 1) *)
Definition generalised_relu (rho : R -> R) (L beta : R) : Prop :=
  [/\ forall v, 0 <= v -> rho v = v, forall v, v <= 0 -> `|rho v| <= L * - v & forall v, v <= 0 -> `|rho v| <= beta].

(* E_0 = s B, theta_k = mu~ E_k + C_W delta, E_(k+1) = alpha E_k + (alpha / mu~) C_W delta + floor *)
Definition T5_4_schedule (n s : nat) (B delta mt C L fl : R) : schedule R :=
  let f := 2%:R * L * n%:R + (2%:R - 2%:R * L) * s%:R in Schedule (s%:R * B) (f * mt) (f * (C * delta) + fl) mt (C * delta).

(* (7) for this iteration *)
Definition act_thresholds7 (class : reading R) m n rho (D : 'M[R]_(m, n)) W theta mt s B delta
    : Prop :=
  forall k, exists S, is_sup (fun a => exists x e, @class m n s B delta x e /\ a = mt * l1 (act_lista rho D W theta (D *m x + e) k - x)) S /\
    theta k = S + entry_max (W k) * delta.

(* Theorem 5.4 as printed: no trace of beta. The constants may depend on everything but the signal and k. *)
Definition T5_4_statement (class : reading R) : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt rho L beta s B delta W theta, normalised D -> gen_coherence D mt -> (forall k, in_X D (W k) mt) ->
  generalised_relu rho L beta -> 0 <= L -> L < 1 -> mt = 0 \/ s%:R < (2%:R - 2%:R * L)^-1 * (mt^-1 - 2%:R * L * n%:R) ->
  0 <= B -> 0 <= delta -> act_thresholds7 class rho D W theta mt s B delta ->
  exists q C, [/\ 0 < q, q < 1, 0 < C & forall x e, in_class s B delta x e ->
    forall k, l1 (act_lista rho D W theta (D *m x + e) k.+1 - x) <= s%:R * B * q ^+ k.+1 + C * delta].

(* For every dictionary and every slope 0 < L < 1 below 0: no rate without noise, under either reading of (7) (in the class of the
   supremum lies an atom taken B times). *)
Definition T5_4_never_statement : Prop :=
  forall (class : reading R) m n (D : 'M[R]_(m, n)) mt rho L s B W theta i,
  normalised D -> gen_coherence D mt -> (forall k, in_X D (W k) mt) ->
  (forall v, 0 <= v -> rho v = v) -> (forall v, - (3%:R * B) <= v -> v <= 0 -> rho v = L * v) -> 0 < L -> L < 1 -> 0 < B ->
  @class m n s B 0 (B *: delta_mx i 0) 0 -> act_thresholds7 class rho D W theta mt s B 0 ->
  ~ exists q, [/\ 0 < q, q < 1 & forall x e, @class m n s B 0 x e ->
    forall k, l1 (act_lista rho D W theta (D *m x + e) k.+1 - x) <= s%:R * B * q ^+ k.+1].

Definition T5_4_repaired_statement : Prop :=
  forall m n (D : 'M[R]_(m, n)) mt W C rho L beta s B delta x e,
  gen_coherence D mt -> (forall k, in_X D (W k) mt) -> C = entry_max (W 0%N) -> generalised_relu rho L beta -> 0 <= L -> 0 <= beta ->
  (s <= n)%N -> 0 <= B -> 0 <= delta -> in_class s B delta x e ->
  let f := 2%:R * L * n%:R + (2%:R - 2%:R * L) * s%:R in let alpha := f * mt in alpha < 1 ->
  (* 2 s beta in general; s beta if rho has one sign below 0 *)
  forall fl, fl = 2%:R * s%:R * beta \/ ((forall v, v <= 0 -> rho v <= 0) \/ (forall v, v <= 0 -> 0 <= rho v)) /\ fl = s%:R * beta ->
  forall k, l1 (act_lista rho D W (threshold (T5_4_schedule n s B delta mt C L fl)) (D *m x + e) k - x)
    <= s%:R * B * alpha ^+ k + (f * C * delta + fl) / (1 - alpha).
End Statements.

Theorem T5_4_repaired (R : realFieldType) : T5_4_repaired_statement R.
Proof.
move=> m n D mt W C rho L beta s B delta x e gc hW hC [pos lip bnd] L0 b0 sn B0 d0 cl f alpha a1 fl hfl k.
have mt0 := gen_coherence_ge0 gc; have C0 : 0 <= C by rewrite hC entry_max_ge0.
have fE : f = (2 * s)%:R + (2 * (n - s))%:R * L.
  by rewrite /f !natrM natrB //; move: (n%:R) (s%:R) => p q; ring.
have f0 : 0 <= f by rewrite fE addr_ge0 ?mulr_ge0 ?ler0n.
have fl0 : 0 <= fl by case: hfl => [->|[_ ->]]; rewrite ?mulr_ge0 ?ler0n.
have anal l : coh (W l) D mt /\ (forall i j, `|W l i j| <= C).
  by split=> [|i j]; [apply: in_X_coh (hW l)|rewrite hC -(in_X_entry (hW l) (hW 0%N)); apply: entry_maxP].
set c := T5_4_schedule _ _ _ _ _ _ _ _.
have cov b' : s%:R * b' <= fl -> close_covers L D b' W s B delta c.
  by move=> h; exists mt, C; rewrite /= -fE; split=> //; split=> //; rewrite ler_add2l.
have err : l1 (act_lista rho D W (threshold c) (D *m x + e) k - x) <= envelope c k.
  case: hfl => [e1|[sg e1]].
    apply: (activation_envelope_any L0 b0 pos lip bnd B0 d0 _ cl); apply: cov.
    by rewrite e1 le_eqVlt; apply/orP; left; apply/eqP; rewrite -mulr_natl; move: (s%:R) => p; ring.
  by apply: (activation_envelope L0 b0 pos lip bnd sg B0 d0 _ cl); apply: cov; rewrite e1.
apply: le_trans err _; have p : 0 < 1 - alpha by rewrite subr_gt0.
rewrite envelope_closed /= -/f -/alpha; last by rewrite lt_eqF.
rewrite [alpha ^+ k * _]mulrC ler_add2l mulrA ler_wpmul2r ?invr_ge0 ?(ltW p) //.
apply: ler_pimulr; first by rewrite addr_ge0 ?mulr_ge0.
by rewrite ler_subl_addr ler_addl exprn_ge0 // mulr_ge0.
Qed.

Section False.
Variable R : archiFieldType.

Definition leaky (v : R) : R := Num.max v (Num.max (v / 2%:R) (- 1)).

Lemma leaky_relu : generalised_relu leaky 2%:R^-1 1.
Proof.
have h0 : 0 <= 2%:R^-1 :> R by rewrite invr_ge0 ler0n.
have h1 : 2%:R^-1 <= 1 :> R by rewrite invf_le1 ?ltr0n // ler1n.
have below v : v <= 0 -> leaky v = Num.max (v / 2%:R) (- 1).
  by move=> v0; apply: max_r; rewrite le_maxr -[X in X <= _]mulr1 ler_wnmul2l.
split=> v v0.
- apply: max_l; rewrite le_maxl; apply/andP; split; first by rewrite -[X in _ <= X]mulr1 ler_wpmul2l.
  by rewrite (le_trans _ v0) // oppr_le0 ler01.
- have n0 : leaky v <= 0 by rewrite below // le_maxl oppr_le0 ler01 andbT mulr_le0_ge0.
  by rewrite ler0_norm // mulrN ler_opp2 below // le_maxr mulrC lexx.
- have n0 : leaky v <= 0 by rewrite below // le_maxl oppr_le0 ler01 andbT mulr_le0_ge0.
  by rewrite ler0_norm // ler_oppl below // le_maxr lexx orbT.
Qed.

(* one atom: every iterate is 3/2 of the code *)
Lemma one_atom (class : reading R) : @class 1%N 1%N 1%N 1 0 (const_mx 1) 0 -> ~ T5_4_statement class.
Proof.
move=> cl1 H; pose D : 'M[R]_1 := 1%:M.
have gram (A : 'M[R]_1) : A^T *m D = A^T by rewrite mulmx1.
have e0 : offdiag_max D D = 0.
  by apply: le_anti; rewrite offdiag_ge0 andbT; apply: coh_offdiag => //; split=> [i|i j]; rewrite !ord1 ?gram ?mxE ?eqxx.
have an : analyses D D by move=> i; rewrite gram !mxE !ord1.
have gc : gen_coherence D 0 by split=> [|W _]; [exists D|apply: offdiag_ge0].
have inX : in_X D D 0.
  split=> // W an' _; suff -> : W = D by [].
  by apply/matrixP => i j; have := an' 0; rewrite !ord1 gram !mxE eqxx.
have th : act_thresholds7 class leaky D (fun=> D) (fun=> 0) 0 1 1 0.
  move=> k; exists 0; rewrite mulr0 addr0; split=> //; split=> [a [x [e [_ ->]]]|b hb]; first by rewrite mul0r.
  by apply: hb; exists (const_mx 1), 0; rewrite mul0r.
have nd : normalised D by move=> i; rewrite gram !mxE !ord1.
have h0 : 0 <= 2%:R^-1 :> R by rewrite invr_ge0 ler0n.
have h1 : 2%:R^-1 < 1 :> R by rewrite invf_lt1 ?ltr0n // ltr1n.
have [q [C [q0 q1 _ {}H]]] := H _ _ _ _ _ _ _ 1%N _ _ _ _ nd gc (fun=> inX) leaky_relu h0 h1 (or_introl (erefl 0)) ler01 (lexx 0) th.
have cl : in_class 1 1 0 (const_mx 1 : 'cV[R]_1) (0 : 'cV[R]_1).
  split=> [|i|]; rewrite ?l10 ?mxE ?normr1 //.
  by rewrite /l0 (leq_trans (max_card _)) // card_ord.
have iter k : act_lista leaky D (fun=> D) (fun=> 0) (D *m const_mx 1 + 0) k.+1 0 0 = 1 + 2%:R^-1.
  rewrite /= mxE trmx1 !mul1mx addr0 addrC subrK mxE /act !subr0.
  have [pos _ _] := leaky_relu; rewrite pos ?ler01 // /leaky mulNr mul1r.
  have n1 : - 1 <= - 2%:R^-1 :> R by rewrite ler_opp2 ltW.
  by rewrite (max_l n1) (max_r n1) opprK.
have half0 : 0 < 2%:R^-1 :> R by rewrite invr_gt0 ltr0n.
have [k lt] := powers_vanish half0 q0 q1.
have := H _ _ cl k; rewrite /l1 big_ord1 mxE iter !mxE addrAC subrr add0r ger0_norm // mulr0 addr0 !mul1r.
by rewrite leNgt (lt_trans _ lt) // exprS gtr_pmull ?exprn_gt0.
Qed.

Theorem T5_4_false : ~ T5_4_statement (@printed R) /\ ~ T5_4_statement (@sparse R).
Proof.
split; apply: one_atom; split; rewrite ?l10 //.
all: try by move=> i; rewrite mxE normr1.
by rewrite /l0 (leq_trans (max_card _)) // card_ord.
Qed.

Theorem T5_4_never : T5_4_never_statement R.
Proof.
move=> class m n D mt rho L s B W theta i nd gc hW pos neg L0 L1 B0 cl th [q [q0 q1 H]].
have [mt0 mt1 co] := in_X_le1 nd gc hW.
pose eps := L * B / 8%:R; have LB : 0 < L * B by rewrite mulr_gt0.
have eps0 : 0 < eps by rewrite divr_gt0 ?ltr0n.
have LBE : L * B = 8%:R * eps by rewrite /eps [RHS]mulrC divfK // pnatr_eq0.
have LleB : L * B <= B by rewrite ler_pimull ?ltW.
have c0 : 0 < (s%:R + 1) * B by rewrite mulr_gt0 // ltr_spaddr ?ltr01 ?ler0n.
have [k lt] := powers_vanish (divr_gt0 eps0 c0) q0 q1.
have small l : (k <= l)%N -> s%:R * B * q ^+ l <= eps.
  move=> kl; apply: (@le_trans _ _ (q ^+ k * ((s%:R + 1) * B))); last by rewrite -ler_pdivl_mulr // ltW.
  rewrite mulrC ler_pmul ?mulr_ge0 ?ler0n ?exprn_ge0 ?(ltW q0) ?(ltW B0) //.
    by apply: ler_wiexpn2l => //; rewrite ltW.
  by rewrite ler_wpmul2r ?ler_addl ?ler01 // ltW.
pose x0 : 'cV[R]_n := B *: delta_mx i 0; pose xk := act_lista rho D W theta (D *m x0 + 0) k.+1.
have err x e : class m n s B 0 x e -> l1 (act_lista rho D W theta (D *m x + e) k.+1 - x) <= eps.
  by move=> cx; apply: le_trans (H x e cx k) (small _ (leqnSn k)).
have [S [[up least] thk]] := th k.+1.
have t0 : 0 <= theta k.+1.
  rewrite thk mulr0 addr0; apply: le_trans (up _ _); last by exists x0, 0.
  by rewrite mulr_ge0 ?l1_ge0.
have te : theta k.+1 <= eps.
  rewrite thk mulr0 addr0; apply: least => a [x [e [cx ->]]].
  by apply: le_trans (err x e cx); rewrite ler_pimull ?l1_ge0.
pose v := (xk + (W k.+1)^T *m (D *m x0 + 0 - D *m xk)) i 0.
have x0i : x0 i 0 = B by rewrite !mxE !eqxx mulr1.
have close : `|v - B| <= eps.
  rewrite -{1}x0i; have noise j : `|((W k.+1)^T *m (0 : 'cV[R]_m)) j 0| <= 0 by rewrite mulmx0 mxE normr0.
  apply: le_trans (vP xk x0 (co k.+1) noise i) _; rewrite addr0; apply: le_trans (err x0 0 cl).
  apply: (@le_trans _ _ (l1 (xk - x0) - `|(xk - x0) i 0|)).
    by rewrite ler_pimull // subr_ge0 /l1 (bigD1 i) //= ler_addl sumr_ge0.
  by rewrite ler_subl_addr ler_addl.
have last : `|act rho (theta k.+1) v - B| <= eps.
  apply: le_trans (_ : l1 (act_lista rho D W theta (D *m x0 + 0) k.+2 - x0) <= _).
    rewrite /l1 (bigD1 i) //= -[X in X <= _]addr0 ler_add ?sumr_ge0 //.
    suff -> : (act_lista rho D W theta (D *m x0 + 0) k.+2 - x0) i 0 = act rho (theta k.+1) v - B by [].
    by rewrite mxE [(- x0) i 0]mxE x0i /= mxE.
  by apply: le_trans (H x0 0 cl k.+1) (small _ _); rewrite leqW.
move: close last te t0; generalize v (theta k.+1) => {}v t.
rewrite !ler_norml => /andP[lo hi] /andP[_ lasth] te t0.
have vB : B - eps <= v by rewrite ler_subl_addr -ler_subl_addl -opprB ler_oppl.
have vB' : v <= B + eps by rewrite addrC -ler_subl_addr.
have e8 : 8%:R * eps <= B by rewrite -LBE.
have epsB : eps + eps <= B.
  by apply: le_trans e8; rewrite -mulr2n -[_ *+ 2]mulr_natl ler_wpmul2r ?ler_nat // ltW.
have p1 : 0 <= v - t by rewrite subr_ge0 (le_trans te) // (le_trans _ vB) // ler_subr_addr.
have p2 : - v - t <= 0 by rewrite -opprD oppr_le0 addr_ge0 // (le_trans t0) // -subr_ge0.
have p3 : - (3%:R * B) <= - v - t.
  rewrite -opprD ler_opp2 (le_trans (ler_add vB' te)) // -addrA (le_trans (ler_add (lexx _) epsB)) //.
  by rewrite -mulr2n -[_ *+ 2]mulr_natl ler_wpmul2r ?ler_nat // ltW.
move: lasth; rewrite /act (pos _ p1) (neg _ p3 p2) => lasth.
have : v - t - L * (- v - t) - B <= eps by [].
apply/negP; rewrite -ltNge.
have Lv : L * (B - eps) <= L * v by rewrite ler_wpmul2l // ltW.
have Leps : L * eps <= eps by rewrite ler_pimull // ltW.
have Lt : 0 <= L * t by rewrite mulr_ge0 // ltW.
apply: (@lt_le_trans _ _ (8%:R * eps - eps - eps - eps)).
  have -> : 8%:R * eps - eps - eps - eps = 5%:R * eps by ring.
  by rewrite -[X in X < _]mul1r ltr_pmul2r // ltr1n.
rewrite -LBE; apply: (@le_trans _ _ ((B - eps) - eps + L * (B - eps) - B)).
  rewrite -subr_ge0; have -> : B - eps - eps + L * (B - eps) - B - (L * B - eps - eps - eps) = eps - L * eps by ring.
  by rewrite subr_ge0.
rewrite ler_add2r -subr_ge0.
have -> : v - t - L * (- v - t) - (B - eps - eps + L * (B - eps)) = (v - (B - eps)) + (eps - t) + (L * v - L * (B - eps)) + L * t by ring.
apply: addr_ge0 => //; apply: addr_ge0; last by rewrite subr_ge0.
by apply: addr_ge0; rewrite subr_ge0.
Qed.
End False.
