(* Theorem 5.4 as printed is false: what its proof calls 2 |S| beta does not vanish, so the iterates do not converge.

   In print: if |x|_0 = s < (1/mu~ - 2 L d)/(2 - 2 L), W^(k) and theta^(k) as in (7), then for the signals of X(B, sigma) the iteration with rho
   has sup |x^(k+1) - x|_1 <= s B e^(-c (k+1)) + C delta.
   [T5_4_fails]: without noise the bound fails for EVERY dictionary, EVERY thresholds of (7) (over X(B, sigma) as printed, or over the s-sparse
   signals of it) and EVERY activation of the class that is Lipschitz and not 0 at some -a, 0 < a <= B (every one but the ReLU, on [-B, B]).
   The hypothesis on s can be met: [T5_4_on_the_line], three bases of R^4, L = 2, s = 1 (L on the line is at least 1, and 1 divides by 0);
   [T5_4_below], D = I, where mu~ = 0, for every L (read below 0). [T5_4_false] is the whole sentence refuted by D = I. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Lista Coherence Activation Growth ThreeBases.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Statements.
Variable R : realFieldType.

(* (7) for the iteration with rho; the supremum is over a class of signals and noises *)
Definition thresholds7_rho m n (rho : R -> R) (class : 'cV[R]_n -> 'cV[R]_m -> Prop) (D : 'M[R]_(m, n)) W theta (mt delta : R) : Prop :=
  forall k, exists S, is_sup (fun a => exists x e, class x e /\ a = mt * l1 (act_lista rho D W theta (D *m x + e) k - x)) S /\
    theta k = S + entry_max (W k) * delta.

(* the activations of Section 3: the identity on v >= 0, at most beta in size below, with Lipschitz constant L on the numbers P *)
Definition relu_like (P : R -> Prop) (rho : R -> R) (L beta : R) : Prop :=
  [/\ forall v, 0 <= v -> rho v = v, forall v, v < 0 -> `|rho v| <= beta & forall u v, P u -> P v -> `|rho u - rho v| <= L * `|u - v|].

(* s < (1/mt - 2 L n) / (2 - 2 L), where 1/0 is infinite *)
Definition bound54 (n s : nat) (L mt : R) : Prop :=
  if mt == 0 then (L < 1 : Prop) else s%:R < (mt^-1 - 2%:R * L * n%:R) / (2%:R - 2%:R * L) /\ L != 1.

Definition conclusion54 m n (rho : R -> R) (class : 'cV[R]_n -> 'cV[R]_m -> Prop) (D : 'M[R]_(m, n)) W theta (s : nat) (B delta : R) : Prop :=
  exists q C, [/\ 0 < q, q < 1, 0 < C & forall x e, class x e -> forall k,
    l1 (act_lista rho D W theta (D *m x + e) k.+1 - x) <= s%:R * B * q ^+ k.+1 + C * delta].

Definition T5_4_fails_statement : Prop :=
  forall m n (D : 'M[R]_(m, n)) (mt : R) W theta rho beta L s B (class : 'cV[R]_n -> 'cV[R]_m -> Prop) a (i : 'I_n),
  gen_coherence D mt -> (forall k, in_X D (W k) mt) -> 0 <= L -> relu_like (fun v => v <= 0) rho L beta ->
  class = in_XB B 0 \/ class = in_class s B 0 -> (0 < s)%N ->
  thresholds7_rho rho class D W theta mt 0 -> 0 < a -> a <= B -> rho (- a) != 0 ->
  ~ conclusion54 rho class D W theta s B 0.

(* Theorem 5.4, P = all numbers or those below 0 *)
Definition T5_4_statement (P : R -> Prop) : Prop :=
  forall m n (D : 'M[R]_(m, n)) (mt : R) W theta rho beta L s B delta, normalised D ->
  gen_coherence D mt -> (forall k, in_X D (W k) mt) -> 0 <= L -> relu_like P rho L beta -> bound54 n s L mt -> 0 < B -> 0 <= delta ->
  thresholds7_rho rho (in_class s B delta) D W theta mt delta -> conclusion54 rho (in_class s B delta) D W theta s B delta.
End Statements.

Lemma powers_vanish (R : realFieldType) (q c : R) : (forall u : R, exists k, u < k%:R) -> 0 < q -> q < 1 -> 0 < c ->
  exists k, q ^+ k < c.
Proof.
move=> archi q0 q1 c0; pose g := q^-1 - 1.
have g0 : 0 < g by rewrite subr_gt0 -invr1 ltf_pinv ?posrE ?ltr01.
have [k hk] := archi (c^-1 / g); exists k.
rewrite -[q ^+ k]invrK -exprVn -[c]invrK ltf_pinv ?posrE ?exprn_gt0 ?invr_gt0 //.
have -> : q^-1 = 1 + g by rewrite /g addrCA subrr addr0.
apply: lt_le_trans (bernoulli k (ltW g0)); move: hk; rewrite ltr_pdivr_mulr // mulr_natl => /lt_le_trans; apply.
by rewrite ler_addr ler01.
Qed.

Section Proofs.
Variable R : realFieldType.
Hypothesis archi : forall u : R, exists k, u < k%:R.

Theorem T5_4_fails : T5_4_fails_statement R.
Proof.
move=> m n D mt W theta rho beta L s B class a i gc hW L0 [pos _ lip] hc s0 th a0 aB ra [q [C [q0 q1 C0 H]]].
have mt0 := gen_coherence_ge0 gc.
have B0 : 0 < B := lt_le_trans a0 aB.
pose xs : 'cV[R]_n := a *: delta_mx i 0.
have xsE j : xs j 0 = if j == i then a else 0 by rewrite !mxE andbT; case: (j == i); rewrite ?mulr1 ?mulr0.
have cl : class xs (0 : 'cV[R]_m).
  have xB j : `|xs j 0| <= B by rewrite xsE; case: ifP => _; rewrite ?normr0 ?(ltW B0) // (ger0_norm (ltW a0)).
  have l0x : (l0 xs <= s)%N.
    have sub : supp xs \subset [set i].
      by apply/subsetP => j; rewrite !inE xsE; case: (j == i) => //; rewrite eqxx.
    by rewrite /l0 (leq_trans (subset_leq_card sub)) // cards1.
  by case: hc => ->; split=> //; rewrite l10.
pose N := 2%:R * (1 + L) * mt + 1.
have Np : 0 < N by rewrite ltr_spaddr ?ltr01 // !mulr_ge0 ?ler0n ?addr_ge0.
pose r := `|rho (- a)|.
have rp : 0 < r by rewrite normr_gt0.
pose T k := s%:R * B * q ^+ k.
have [k hk] : exists k, (T k) * N < Num.min a r.
  have mp : 0 < Num.min a r by rewrite lt_minr a0 rp.
  have sB : 0 < s%:R * B * N by rewrite !mulr_gt0 ?ltr0n.
  have [k hk] := powers_vanish archi q0 q1 (divr_gt0 mp sB).
  by exists k; move: hk; rewrite ltr_pdivl_mulr // mulrC /T mulrAC.
have q_le : q ^+ k.+1 <= q ^+ k by rewrite exprS ler_pimull ?exprn_ge0 ?ltW.
have Tle : T k.+1 <= T k by rewrite ler_wpmul2l // mulr_ge0 ?ler0n ?ltW.
have Tle2 : T k.+2 <= T k.+1 by rewrite ler_wpmul2l ?mulr_ge0 ?ler0n ?(ltW B0) // [q ^+ k.+2]exprS ler_pimull ?exprn_ge0 ?ltW.
have err j x e : class x e -> l1 (act_lista rho D W theta (D *m x + e) j.+1 - x) <= T j.+1.
  by move=> /H/(_ j); rewrite mulr0 addr0.
have T0 : 0 <= T k.+1 by rewrite !mulr_ge0 ?ler0n ?exprn_ge0 ?ltW.
set x := act_lista rho D W theta (D *m xs + 0).
pose u : R := (x k.+1 + (W k.+1)^T *m (D *m xs + 0 - D *m x k.+1)) i 0.
have [S [[up least] thE]] := th k.+1; rewrite mulr0 addr0 in thE.
pose e1 := mt * T k.+1.
have e10 : 0 <= e1 by rewrite mulr_ge0.
have tS : theta k.+1 <= e1.
  by rewrite thE; apply: least => b [x' [e' [c' ->]]]; rewrite ler_wpmul2l // err.
have t0 : 0 <= theta k.+1.
  rewrite thE; apply: le_trans (up _ (ex_intro _ xs (ex_intro _ 0 (conj cl erefl)))); by rewrite mulr_ge0 ?l1_ge0.
have ua : `|u - a| <= e1.
  have noise j : `|((W k.+1)^T *m (0 : 'cV[R]_m)) j 0| <= 0 by rewrite mulmx0 mxE normr0.
  have := vP (x k.+1) xs (in_X_coh (hW k.+1)) noise i; rewrite [X in _ <= X]addr0 xsE eqxx => /le_trans; apply.
  rewrite ler_wpmul2l // (le_trans _ (err k xs 0 cl)) // ler_subl_addr ler_addl normr_ge0 //.
have NT : N * T k.+1 < Num.min a r by apply: le_lt_trans hk; rewrite [T k * N]mulrC ler_wpmul2l // ltW.
have [NTa NTr] : N * T k.+1 < a /\ N * T k.+1 < r by move: NT; rewrite lt_minr => /andP[].
have NE : N * T k.+1 = 2%:R * e1 + (2%:R * L * e1 + T k.+1) by rewrite /N /e1; ring.
have e1a : 2%:R * e1 < a.
  apply: le_lt_trans NTa; rewrite NE ler_addl; apply: addr_ge0 => //.
  by apply: mulr_ge0 => //; apply: mulr_ge0; rewrite ?ler0n.
have [ul uh] : a - e1 <= u /\ u <= a + e1.
  move: ua; rewrite ler_norml => /andP[h1 h2]; split; last by rewrite addrC -ler_subl_addr.
  by rewrite -subr_ge0 opprB addrA addrAC; move: h1; rewrite -subr_ge0 opprK.
have two : 2%:R * e1 = e1 + e1 by rewrite mulr_natl mulr2n.
have p1 : 0 <= u - theta k.+1.
  rewrite subr_ge0 (le_trans tS) // (le_trans _ ul) // ler_subr_addr -two ltW //.
have p2 : - u - theta k.+1 <= 0.
  rewrite subr_le0 (le_trans _ t0) // oppr_le0 (le_trans _ ul) // subr_ge0 (le_trans _ (ltW e1a)) // two ler_addl //.
have step2 : x k.+2 i 0 = (u - theta k.+1) - rho (- u - theta k.+1).
  by rewrite /x /= /act_step mxE /act pos.
have lp : `|rho (- u - theta k.+1) - rho (- a)| <= 2%:R * L * e1.
  apply: le_trans (lip _ _ p2 _) _; first by rewrite oppr_le0 ltW.
  have -> : - u - theta k.+1 - - a = - ((u - a) + theta k.+1) by ring.
  rewrite normrN mulrAC [_ * L]mulrC ler_wpmul2l // two (le_trans (ler_norm_add _ _)) // ler_add // ger0_norm //.
have out : `|x k.+2 i 0 - a| <= T k.+2.
  apply: le_trans (err k.+1 xs 0 cl); rewrite /l1 (bigD1 i) //= [(_ - xs) i 0]mxE [(- xs) i 0]mxE xsE eqxx ler_addl sumr_ge0 //.
have : r <= N * T k.+1; last by rewrite leNgt NTr.
have -> : N * T k.+1 = (e1 + e1 + T k.+1) + 2%:R * L * e1 by rewrite NE two addrCA addrC addrAC.
rewrite /r -[rho (- a)](subrK (rho (- u - theta k.+1))) addrC (le_trans (ler_norm_add _ _)) // ler_add //; last by rewrite distrC.
have -> : rho (- u - theta k.+1) = (u - a) - theta k.+1 - (x k.+2 i 0 - a) by rewrite step2; move: (rho _) => z; ring.
apply: le_trans (ler_norm_sub _ _) _; apply: ler_add; last exact: le_trans out Tle2.
by apply: le_trans (ler_norm_sub _ _) _; apply: ler_add => //; rewrite ger0_norm.
Qed.
End Proofs.

(* --- the hypotheses can be met --- *)
Section Instances.
Variable R : realFieldType.

(* slope L below 0, clipped at -1 *)
Definition leaky (L v : R) : R := if 0 <= v then v else Num.max (L * v) (- 1).

Lemma relu_lip (p q : R) : `|relu p - relu q| <= `|p - q|.
Proof.
wlog pq : p q / q <= p.
  by move=> H; have [h|/ltW h] := leP q p; [exact: H|rewrite distrC [X in _ <= X]distrC; apply: H].
have mono : relu q <= relu p by rewrite /relu le_maxl !le_maxr pq lexx orbT.
rewrite !ger0_norm ?subr_ge0 // ler_subl_addr /relu le_maxl; apply/andP; split.
  by rewrite -ler_subl_addl opprB addrC subrK le_maxr lexx.
by rewrite addr_ge0 ?subr_ge0 // le_maxr lexx orbT.
Qed.

Lemma max_lip (c p q : R) : `|Num.max p c - Num.max q c| <= `|p - q|.
Proof.
have E (r : R) : Num.max r c = relu (r - c) + c by rewrite /relu addr_maxl subrK add0r.
rewrite !E opprD addrACA subrr addr0; apply: le_trans (relu_lip _ _) _.
by rewrite opprD addrACA opprK addNr addr0.
Qed.

Lemma leaky_below (L v : R) : v <= 0 -> leaky L v = Num.max (L * v) (- 1).
Proof.
move=> v0; rewrite /leaky; case: ifP => // h.
have -> : v = 0 by apply/eqP; rewrite eq_le v0.
by rewrite mulr0 max_l // oppr_le0 ler01.
Qed.

Lemma leaky_bound (L v : R) : 0 <= L -> v < 0 -> `|leaky L v| <= 1.
Proof.
move=> L0 v0; rewrite (leaky_below L (ltW v0)) ler_norml le_maxr lexx orbT /= le_maxl.
by rewrite (le_trans (mulr_ge0_le0 L0 (ltW v0))) ?ler01 // (le_trans _ ler01) // oppr_le0 ler01.
Qed.

Lemma leaky_lip_below (L u v : R) : 0 <= L -> u <= 0 -> v <= 0 -> `|leaky L u - leaky L v| <= L * `|u - v|.
Proof.
by move=> L0 u0 v0; rewrite !leaky_below // (le_trans (max_lip _ _ _)) // -mulrBr normrM ger0_norm.
Qed.

Lemma leaky_like (L : R) : 0 <= L -> relu_like (fun v => v <= 0) (leaky L) L 1.
Proof.
move=> L0; split=> [v v0|v|u v]; [by rewrite /leaky v0|exact: leaky_bound|exact: leaky_lip_below].
Qed.

Lemma leaky_neq0 (L : R) : 0 < L -> leaky L (- 1) != 0.
Proof.
move=> L0; rewrite leaky_below ?oppr_le0 ?ler01 // lt_eqF // lt_maxl mulrN1 !oppr_lt0 L0 ltr01 //.
Qed.

(* L >= 1: on the whole line *)
Lemma leaky_line (L : R) : 1 <= L -> relu_like (fun=> True) (leaky L) L 1.
Proof.
move=> L1; have L0 : 0 <= L by apply: le_trans L1; apply: ler01.
split=> [v v0|v|u v _ _]; [by rewrite /leaky v0|exact: leaky_bound|].
wlog uv : u v / u <= v.
  by move=> H; have [h|/ltW h] := leP u v; [exact: H|rewrite distrC [X in _ <= _ * X]distrC; apply: H].
have [v0|/ltW v0] := leP v 0; first by apply: leaky_lip_below => //; apply: le_trans v0.
have [u0|/ltW u0] := leP u 0; last first.
  by rewrite /leaky u0 v0 -[X in X <= _]mul1r ler_wpmul2r.
rewrite [leaky L v]/leaky v0 distrC (distrC u).
apply: (@le_trans _ _ (`|v| + `|leaky L u|)); first exact: ler_norm_sub.
have lu : `|leaky L u| <= L * - u.
  rewrite -[leaky L u]subr0 -[X in _ - X](_ : leaky L 0 = 0); last by rewrite /leaky lexx.
  by apply: le_trans (leaky_lip_below L0 u0 (lexx 0)) _; rewrite subr0 ler0_norm.
apply: (@le_trans _ _ (L * v + L * - u)).
  by apply: ler_add => //; rewrite ger0_norm // -{1}[v]mul1r ler_wpmul2r.
by rewrite -mulrDr ler_wpmul2l // ler_norm.
Qed.

(* three bases of R^4, L = 2, s = 1: the literal hypothesis *)
Theorem T5_4_on_the_line : [/\ normalised (bases R) /\ gen_coherence (bases R) 2%:R^-1, forall k : nat, in_X (bases R) (bases R) 2%:R^-1,
  relu_like (fun=> True) (leaky 2%:R) 2%:R 1, bound54 12 1 (2%:R : R) 2%:R^-1 & leaky (2%:R : R) (- 1) != 0].
Proof.
split; [split; [exact: bases_normalised|exact: bases_gen_coherence]|move=> k; exact: bases_in_X|by apply: leaky_line; rewrite ler1n| |].
  rewrite /bound54 invr_eq0 pnatr_eq0 /=; split; last by rewrite (eqr_nat R 2 1).
  have n2 : 2%:R - 2%:R * 2%:R = - 2%:R :> R by ring.
  have n46 : (2%:R^-1)^-1 - 2%:R * 2%:R * 12%:R = - 46%:R :> R by rewrite invrK; ring.
  by rewrite n2 n46 invrN mulrNN ltr_pdivl_mulr ?ltr0n // -natrM ltr_nat.
by apply: leaky_neq0; rewrite ltr0n.
Qed.

(* the sentence as a whole, L read below 0: D = 1, mu~ = 0, L = 1/2, no noise, theta = 0 *)
Theorem T5_4_false : (forall u : R, exists k, u < k%:R) -> ~ T5_4_statement (fun v : R => v <= 0).
Proof.
move=> archi H; pose D : 'M[R]_1 := 1%:M.
have dg i : (D^T *m D) i i = 1 by rewrite trmx1 mulmx1 mxE eqxx.
have off W : offdiag_max W D = 0.
  by apply/eqP; rewrite eq_le offdiag_ge0 andbT; apply: max_le => // i _; apply: max_le => // j; rewrite !ord1 eqxx.
have gc : gen_coherence D 0 by split=> [|W _]; [exists D|rewrite off].
have inX : in_X D D 0.
  split=> // W' an' _; apply: entry_max_le => [|i j]; first exact: entry_max_ge0.
  have := an' 0; rewrite mxE big_ord1 !mxE eqxx mulr1 => e.
  apply: le_trans (entry_maxP W' 0 0); rewrite e normr1 !ord1 eqxx normr1 //.
have L0 : 0 < 2%:R^-1 :> R by rewrite invr_gt0 ltr0n.
have L1 : 2%:R^-1 < 1 :> R by rewrite invf_lt1 ?ltr0n // ltr1n.
pose rho := leaky (2%:R^-1 : R).
have th : thresholds7_rho rho (in_class 1 1 0) D (fun=> D) (fun=> 0) 0 0.
  move=> k; exists 0; split; last by rewrite mulr0 addr0.
  split=> [b [x [e [_ ->]]]|b hb]; first by rewrite mul0r.
  apply: hb; exists 0, 0; split; last by rewrite mul0r.
  split=> [|i|]; [|by rewrite mxE normr0 ler01|by rewrite l10].
  by rewrite /l0 (leq_trans (max_card _)) // card_ord.
have like := leaky_like (ltW L0).
have bd : bound54 1 1 (2%:R^-1 : R) 0 by rewrite /bound54 eqxx.
have := H 1%N 1%N D 0 (fun=> D) (fun=> 0) rho 1 2%:R^-1 1%N 1 0 dg gc (fun=> inX) (ltW L0) like bd ltr01 (lexx 0) th.
exact: (@T5_4_fails R archi 1%N 1%N D 0 (fun=> D) (fun=> 0) rho 1 2%:R^-1 1%N 1 (in_class 1 1 0) 1 0 gc (fun=> inX) (ltW L0) like
  (or_intror erefl) isT th ltr01 (lexx 1) (leaky_neq0 L0)).
Qed.

(* L on the whole line: every printed hypothesis is met by three bases of R^4, rho(v) = max(2 v, -1), L = 2, s = 1 and any thresholds of (7);
   the conclusion fails. (That thresholds of (7) exist, suprema, is assumed; over the real numbers they do.) *)
Definition T5_4_line_statement : Prop := forall theta B, 1 <= B ->
  thresholds7_rho (leaky 2%:R) (in_class 1 B 0) (bases R) (fun=> bases R) theta 2%:R^-1 0 ->
  [/\ normalised (bases R) /\ gen_coherence (bases R) 2%:R^-1, in_X (bases R) (bases R) 2%:R^-1,
      relu_like (fun=> True) (leaky 2%:R) 2%:R 1, bound54 12 1 (2%:R : R) 2%:R^-1 &
      ~ conclusion54 (leaky 2%:R) (in_class 1 B 0) (bases R) (fun=> bases R) theta 1 B 0].

Theorem T5_4_line_false : (forall u : R, exists k, u < k%:R) -> T5_4_line_statement.
Proof.
move=> archi theta B B1 th; have [a b c e ne] := T5_4_on_the_line; split=> //; first exact: (b 0%N).
have like : relu_like (fun v : R => v <= 0) (leaky 2%:R) 2%:R 1 by case: c => p q lip; split=> // u v _ _; apply: lip.
have no := (@T5_4_fails R archi 4%N 12%N (bases R) 2%:R^-1 (fun=> bases R) theta (leaky 2%:R) 1 2%:R 1%N B (in_class 1 B 0) 1 0 a.2 b (ler0n R 2) like
  (or_intror erefl) isT th ltr01 B1 ne).
exact no.
Qed.
End Instances.
