(* Theorem 3.5, repaired (the iteration; J layers: ActivatedLayers.v), and certificate kind activation_envelope,
   hypothesis "inexact": LISTA-CP whose steps are off by at most c in an entry.

   In print: if phi is within eps of the ReLU on [-M, M] and M is large enough, then a network with phi has
   |x~_j - x_j|_2 <= C e^(-c K) + C sum delta_i + C eps.
   Here [T3_5]: with q = (2 s - 1) mu < 1, r = (n - s)+, E_0 = s B, E_(k+1) = q E_k + 2 s (C_W delta + mu r 2 eps) + s 2 eps and
   theta_k = mu E_k + C_W delta + mu r 2 eps, if M >= B + 2 theta_k for all k, then for every signal and noise of the class
   |x^(k) - x|_1 <= E_k + r 2 eps <= s B q^k + (2 s C_W delta + 4 s r mu eps + 2 s eps) / (1 - q) + 2 r eps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Lista Activation.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Lemma card_out (n s : nat) (S : {set 'I_n}) : (n <= #|S| + (n - s))%N -> (#|[pred i | i \notin S]| <= n - s)%N.
Proof.
move=> h; have : (#|S| + #|[predC S]| = n)%N by rewrite cardC card_ord.
have -> : #|[predC S]| = #|[pred i | i \notin S]| by apply: eq_card => i; rewrite !inE.
by move=> e; rewrite -(leq_add2l #|S|) e.
Qed.

Section Inexact.
Variable R : realFieldType.
Variables (m n : nat) (D : 'M[R]_(m, n)).

(* what a step thresholds *)
Definition before (W : 'M[R]_(m, n)) (y : 'cV[R]_m) (x : 'cV[R]_n) i : R := (x + W^T *m (y - D *m x)) i 0.

(* the first k steps are those of LISTA-CP within c in an entry *)
Definition steps_within (W : nat -> 'M[R]_(m, n)) (theta : nat -> R) (c : R) (y : 'cV[R]_m) (x : nat -> 'cV[R]_n) (k : nat) : Prop :=
  x 0%N = 0 /\ forall l, (l < k)%N -> forall i, `|x l.+1 i 0 - soft (theta l) (before (W l) y (x l) i)| <= c.

Definition inexact_covers (W : nat -> 'M[R]_(m, n)) (s : nat) (B nz c : R) (h : schedule R) : Prop :=
  exists mu C, [/\ 0 <= mu, 0 <= C, forall k, coh (W k) D mu /\ (forall i j, `|W k i j| <= C) &
    [/\ s%:R * B <= start h, mu <= weight h, C * nz + mu * ((n - s)%:R * c) <= offset h,
        ((2 * s)%:R - 1) * weight h <= rate h & (2 * s)%:R * offset h + s%:R * c <= drift h]].

Lemma inexact_thresholds W s B nz c h : (0 < s)%N -> 0 <= B -> 0 <= nz -> 0 <= c -> inexact_covers W s B nz c h ->
  forall k, 0 <= threshold h k.
Proof.
move=> s0 B0 nz0 c0 [mu [C [mu0 C0 hW [hs hw ho hr hd]]]] k.
have w0 : 0 <= weight h by apply: le_trans hw.
have o0 : 0 <= offset h by apply: le_trans ho; rewrite addr_ge0 ?mulr_ge0 ?ler0n.
rewrite addr_ge0 // mulr_ge0 //; elim: k => [|k IH] /=; first by apply: le_trans hs; rewrite mulr_ge0 ?ler0n.
rewrite addr_ge0 ?mulr_ge0 //; first by apply: le_trans hr; rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
by apply: le_trans hd; rewrite addr_ge0 ?mulr_ge0 ?ler0n.
Qed.

Section Class.
Variables (W : nat -> 'M[R]_(m, n)) (s : nat) (B nz c : R) (h : schedule R) (xs : 'cV[R]_n) (e : 'cV[R]_m).
Hypotheses (s0 : (0 < s)%N) (B0 : 0 <= B) (nz0 : 0 <= nz) (c0 : 0 <= c).
Hypotheses (cov : inexact_covers W s B nz c h) (cl : in_class s B nz xs e).
Variable x : nat -> 'cV[R]_n.
Let y := D *m xs + e.

Let r : R := (n - s)%:R * c.
Let r0 : 0 <= r.
Proof. by rewrite mulr_ge0 ?ler0n. Qed.

(* the invariant: the error is at most E_k on a set S of s entries that holds the support, at most c in an entry outside *)
Lemma inexact_inv (S : {set 'I_n}) : supp xs \subset S -> (#|S| <= s)%N -> (n <= #|S| + (n - s))%N ->
  forall k, steps_within W (threshold h) c y x k ->
  [/\ \sum_(i in S) `|(x k - xs) i 0| <= envelope h k, forall i, i \notin S -> `|x k i 0| <= c &
      (forall i, `|before (W k) y (x k) i - xs i 0| <= threshold h k)].
Proof.
move=> sub Ss nS; have [mu [C [mu0 C0 hW [hs hw ho hr hd]]]] := cov; have [l0s hB en] := cl.
have w0 : 0 <= weight h by apply: le_trans hw.
have Cn0 := mulr_ge0 C0 nz0.
have o0 : 0 <= offset h by apply: le_trans ho; apply: addr_ge0 => //; apply: mulr_ge0 => //; exact: r0.
have s1 : 1 <= s%:R :> R by rewrite ler1n.
have out i : i \notin S -> xs i 0 = 0.
  move=> iS; have : i \notin supp xs by apply: contra iS; apply: (subsetP sub).
  by rewrite inE negbK => /eqP.
have tot k : (forall i, i \notin S -> `|x k i 0| <= c) ->
    l1 (x k - xs) <= \sum_(i in S) `|(x k - xs) i 0| + r.
  move=> ho'; rewrite /l1 (bigID (mem S)) /= ler_add2l.
  apply: (@le_trans _ _ (\sum_(i | i \notin S) c)).
    by apply: ler_sum => i iS; rewrite mxE [(- xs) i 0]mxE out // subr0 ho'.
  by rewrite sumr_const -[_ *+ _]mulr_natl ler_wpmul2r // ler_nat card_out.
have vb k : \sum_(i in S) `|(x k - xs) i 0| <= envelope h k -> (forall i, i \notin S -> `|x k i 0| <= c) ->
    forall i, `|before (W k) y (x k) i - xs i 0| <= threshold h k.
  move=> h1 h2 i; have [co hC] := hW k.
  have noise j : `|((W k)^T *m e) j 0| <= C * nz.
    by apply: le_trans (noise_bound e j hC) _; rewrite ler_wpmul2l.
  have E0 : 0 <= envelope h k by apply: le_trans h1; apply: sumr_ge0.
  apply: le_trans (vP (x k) xs co noise i) _.
  apply: (@le_trans _ _ (mu * (envelope h k + r) + C * nz)).
    rewrite ler_add2r ler_wpmul2l // ler_subl_addr -[X in X <= _]addr0 ler_add //.
    by apply: le_trans (tot k h2) _; rewrite ler_add2r.
  by rewrite mulrDr -addrA [mu * r + _]addrC ler_add // ler_wpmul2r.
elim=> [[x0 _]|k IH [x0 hk]].
  have h1 : \sum_(i in S) `|(x 0%N - xs) i 0| <= envelope h 0.
    rewrite x0 sub0r /=; apply: le_trans hs; rewrite (le_trans _ (l1_class cl B0)) // (l1_sub sub).
    by rewrite le_eqVlt; apply/orP; left; apply/eqP; apply: eq_bigr => i _; rewrite mxE normrN.
  have h2 i : i \notin S -> `|x 0%N i 0| <= c by rewrite x0 mxE normr0.
  by split=> //; apply: vb.
have [h1 h2 h3] := IH (conj x0 (fun l lk => hk l (leqW lk))).
have st := hk k (ltnSn k).
have E0 : 0 <= envelope h k by apply: le_trans h1; apply: sumr_ge0.
have t0 : 0 <= threshold h k by rewrite addr_ge0 ?mulr_ge0.
have [co hC] := hW k.
have noise j : `|((W k)^T *m e) j 0| <= C * nz.
  by apply: le_trans (noise_bound e j hC) _; rewrite ler_wpmul2l.
have g2 i : i \notin S -> `|x k.+1 i 0| <= c.
  move=> iS; have := st i; rewrite soft0 ?subr0 //.
  by have := h3 i; rewrite out // subr0.
suff g1 : \sum_(i in S) `|(x k.+1 - xs) i 0| <= envelope h k.+1 by split=> //; apply: vb.
apply: (@le_trans _ _ (\sum_(i in S) (mu * l1 (x k - xs) - mu * `|(x k - xs) i 0| + (C * nz + threshold h k + c)))).
  apply: ler_sum => i _; set v := before (W k) y (x k) i in st *.
  have -> : (x k.+1 - xs) i 0 = (v - xs i 0) + (soft (threshold h k) v - v) + (x k.+1 i 0 - soft (threshold h k) v).
    by rewrite mxE [(- xs) i 0]mxE; move: (soft _ _) => q; mring.
  apply: le_trans (ler_norm_add _ _) _; rewrite [X in _ <= X]addrA ler_add ?st //.
  apply: le_trans (ler_norm_add _ _) _; rewrite [X in _ <= X]addrA ler_add ?softP //.
  by have := vP (x k) xs co noise i; rewrite mulrBr.
rewrite big_split sumrB /= !sumr_const -mulr_sumr.
set P := \sum_(i in S) `|(x k - xs) i 0| in h1 *.
have P0 : 0 <= P by apply: sumr_ge0.
rewrite -[(mu * _) *+ _]mulr_natl -[(C * nz + _ + c) *+ _]mulr_natl.
have Sn : #|S|%:R <= s%:R :> R by rewrite ler_nat.
set g : R := #|S|%:R in Sn *; have g0 : 0 <= g by rewrite ler0n.
apply: (@le_trans _ _ ((s%:R - 1) * (mu * envelope h k) + s%:R * (mu * r) + s%:R * (C * nz + threshold h k + c))).
  apply: ler_add; last first.
    apply: ler_wpmul2r; last exact: Sn.
    by apply: addr_ge0 => //; apply: addr_ge0.
  apply: (@le_trans _ _ (g * (mu * (P + r)) - mu * P)).
    by rewrite ler_add2r ler_wpmul2l // ler_wpmul2l // tot.
  have -> : g * (mu * (P + r)) - mu * P = (g - 1) * (mu * P) + g * (mu * r) by ring.
  apply: ler_add; last by rewrite ler_wpmul2r // mulr_ge0.
  apply: (@le_trans _ _ ((s%:R - 1) * (mu * P))); first by rewrite ler_wpmul2r ?mulr_ge0 // ler_add2r.
  by rewrite ler_wpmul2l ?subr_ge0 // ler_wpmul2l.
rewrite [X in _ <= X]/=.
apply: le_trans (ler_add (ler_wpmul2r E0 hr) hd).
have -> : (s%:R - 1) * (mu * envelope h k) + s%:R * (mu * r) + s%:R * (C * nz + threshold h k + c) =
   (s%:R - 1) * (mu * envelope h k) + (s%:R * (C * nz + mu * r) + (s%:R * threshold h k + s%:R * c)).
  by move: (envelope h k) (threshold h k) (s%:R : R) => E t z; ring.
have -> : ((2 * s)%:R - 1) * weight h * envelope h k + ((2 * s)%:R * offset h + s%:R * c) =
   (s%:R - 1) * (weight h * envelope h k) + (s%:R * offset h + (s%:R * threshold h k + s%:R * c)).
  by rewrite /threshold natrM; move: (envelope h k) (weight h) (offset h) (s%:R : R) => E w o z; ring.
apply: ler_add; first by rewrite ler_wpmul2l ?subr_ge0 // ler_wpmul2r.
by rewrite ler_add2r ler_wpmul2l.
Qed.

Theorem inexact_envelope k : steps_within W (threshold h) c y x k ->
  l1 (x k - xs) <= envelope h k + (n - s)%:R * c /\
  (forall i, `|before (W k) y (x k) i - xs i 0| <= threshold h k).
Proof.
have [l0s _ _] := cl; have [S [sub Ss nS]] := superset l0s => hk.
have [h1 h2 h3] := inexact_inv sub Ss nS hk; split=> //.
rewrite /l1 (bigID (mem S)) /=; apply: ler_add => //.
apply: (@le_trans _ _ (\sum_(i | i \notin S) c)).
  apply: ler_sum => i iS; rewrite mxE [(- xs) i 0]mxE.
  have -> : xs i 0 = 0; last by rewrite subr0 h2.
  have : i \notin supp xs by apply: contra iS; apply: (subsetP sub).
  by rewrite inE negbK => /eqP.
by rewrite sumr_const -[_ *+ _]mulr_natl ler_wpmul2r // ler_nat card_out.
Qed.
End Class.

(* --- phi in place of the ReLU --- *)

Section Phi.
Variables (phi : R -> R) (M eps : R).
Hypothesis near : forall v, `|v| <= M -> `|phi v - relu v| <= eps.

Definition phi_step (W : 'M[R]_(m, n)) (t : R) (y : 'cV[R]_m) (x : 'cV[R]_n) : 'cV[R]_n :=
  \col_i (phi (before W y x i - t) - phi (- before W y x i - t)).
Fixpoint phi_lista (W : nat -> 'M[R]_(m, n)) theta (y : 'cV[R]_m) (k : nat) : 'cV[R]_n :=
  if k is k'.+1 then phi_step (W k') (theta k') y (phi_lista W theta y k') else 0.

Lemma phi_soft t v : 0 <= t -> `|v| + t <= M -> `|phi (v - t) - phi (- v - t) - soft t v| <= 2%:R * eps.
Proof.
move=> t0 vt; rewrite soft_relu //.
have a1 : `|v - t| <= M by apply: le_trans (ler_norm_sub _ _) _; rewrite (ger0_norm t0).
have a2 : `|- v - t| <= M by apply: le_trans (ler_norm_sub _ _) _; rewrite normrN (ger0_norm t0).
have -> : phi (v - t) - phi (- v - t) - (relu (v - t) - relu (- v - t)) =
   (phi (v - t) - relu (v - t)) - (phi (- v - t) - relu (- v - t)).
  by move: (phi _) (phi _) (relu _) (relu _) => p1 p2 p3 p4; ring.
by apply: le_trans (ler_norm_sub _ _) _; rewrite mulrDl mul1r ler_add ?near.
Qed.

Theorem phi_envelope W s B nz (h : schedule R) (xs : 'cV[R]_n) (e : 'cV[R]_m) :
  (0 < s)%N -> 0 <= B -> 0 <= nz -> 0 <= eps -> inexact_covers W s B nz (2%:R * eps) h ->
  (forall k, B + 2%:R * threshold h k <= M) -> in_class s B nz xs e ->
  forall k, l1 (phi_lista W (threshold h) (D *m xs + e) k - xs) <= envelope h k + (n - s)%:R * (2%:R * eps).
Proof.
move=> s0 B0 nz0 eps0 cov hM cl k.
have c0 : 0 <= 2%:R * eps by rewrite mulr_ge0 ?ler0n.
set y := D *m xs + e; pose x := phi_lista W (threshold h) y.
suff st : steps_within W (threshold h) (2%:R * eps) y x k by have [] := inexact_envelope s0 B0 nz0 c0 cov cl st.
elim: k => [//|k IH]; have [x0 hk] := IH; split=> // l; rewrite ltnS leq_eqVlt => /orP[/eqP->|]; last exact: hk.
move=> i; have [_ /(_ i) hv] := inexact_envelope s0 B0 nz0 c0 cov cl IH.
have t0 : 0 <= threshold h k by apply: le_trans hv; apply: normr_ge0.
rewrite /x /= /phi_step [X in X - _]mxE; apply: phi_soft => //.
apply: le_trans (hM k); rewrite mulr_natl mulr2n [X in _ <= X]addrA ler_add2r.
set v := before _ _ _ _ in hv *.
rewrite -[v](subrK (xs i 0)) (le_trans (ler_norm_add _ _)) // addrC ler_add //.
by have [_ hB _] := cl.
Qed.

Definition t35 (s : nat) (B delta mu C : R) : schedule R :=
  let o := C * delta + mu * ((n - s)%:R * (2%:R * eps)) in
  Schedule (s%:R * B) (((2 * s)%:R - 1) * mu) ((2 * s)%:R * o + s%:R * (2%:R * eps)) mu o.

Theorem T3_5 W s B delta mu C (xs : 'cV[R]_n) (e : 'cV[R]_m) :
  (0 < s)%N -> 0 <= B -> 0 <= delta -> 0 <= eps -> 0 <= mu -> 0 <= C ->
  (forall k, coh (W k) D mu /\ (forall i j, `|W k i j| <= C)) ->
  ((2 * s)%:R - 1) * mu < 1 ->
  let h := t35 s B delta mu C in let q := rate h in let r := (n - s)%:R in
  (forall k, B + 2%:R * threshold h k <= M) -> in_class s B delta xs e ->
  forall k, l1 (phi_lista W (threshold h) (D *m xs + e) k - xs) <=
    s%:R * B * q ^+ k +
    ((2 * s)%:R * (C * delta) + (4 * s)%:R * r * mu * eps + (2 * s)%:R * eps) / (1 - q) + r * (2%:R * eps).
Proof.
move=> s0 B0 d0 eps0 mu0 C0 hW q1 h q r hM cl k.
have cov : inexact_covers W s B delta (2%:R * eps) h by exists mu, C; split=> //; split.
apply: le_trans (phi_envelope s0 B0 d0 eps0 cov hM cl k) _; rewrite ler_add2r.
rewrite envelope_closed; last by rewrite lt_eqF.
rewrite [X in X + _ <= _]mulrC ler_add2l -/q.
have p : 0 <= (1 - q)^-1 by rewrite invr_ge0 subr_ge0 ltW.
have q0 : 0 <= q by rewrite mulr_ge0 // subr_ge0 ler1n mul2n double_gt0.
have -> : drift h = (2 * s)%:R * (C * delta) + (4 * s)%:R * r * mu * eps + (2 * s)%:R * eps.
  by rewrite /h /= -/r !natrM; ring.
rewrite ler_wpmul2r //; apply: ler_pimulr; last by rewrite ler_subl_addr ler_addl exprn_ge0.
by rewrite !addr_ge0 // !mulr_ge0 ?ler0n.
Qed.

End Phi.
End Inexact.

(* --- J layers --- *)
Section Layers.
Variable R : realFieldType.
Variables (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).
Variables (s : nat -> nat) (B delta : nat -> R) (J : nat).

(* what holds of each layer by itself holds of all, each with the error that the layer before leaves as noise *)
Lemma layers_within (err : nat -> R) (x e out : forall j, 'cV[R]_(d j)) :
  (forall j, (j < J)%N -> 0 <= err j -> forall e', in_class (s j.+1) (B j.+1) (delta j.+1 + err j) (x j.+1) e' ->
     out j = D j *m x j.+1 + e' -> l1 (out j.+1 - x j.+1) <= err j.+1) ->
  out 0%N = x 0%N -> 0 <= err 0%N -> dsc_class D s B delta J x e ->
  forall j, (j <= J)%N -> l1 (out j - x j) <= err j.
Proof.
move=> H out0 e0 hx; elim=> [|j IH] jJ; first by rewrite out0 subrr l10.
have er := IH (ltnW jJ); have [xj cl] := hx j jJ.
have er0 : 0 <= err j by apply: le_trans er; apply: l1_ge0.
pose e' := e j + (out j - x j); apply: (H j jJ er0 e').
  by case: cl => l b n; split=> //; apply: le_trans (l1D _ _) _; exact: ler_add.
by rewrite /e' [RHS]addrA -xj [RHS]addrC subrK.
Qed.

End Layers.
