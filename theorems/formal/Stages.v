(* Certificate kind deep_envelope: deep codes found in stages (a pursuit, a refit on the support found,
   the layers that no stage codes by multiplication), and the l1 errors that are left.

   [deep_envelope_holds]: whatever the dictionaries, the signals and the noise, if the stages are covered, the
   estimate of every layer is within the stated bound of the code. A refit must start from the support of the code
   itself, so what stands before it may err by at most twice the threshold of its pursuit in an entry
   ([entry_error v <= 2 * last_threshold v]): true of a pursuit, a condition on a refit. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Lista.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Refit.
Variable R : realFieldType.
Variables (m n : nat) (D : 'M[R]_(m, n)).

(* a step without threshold that changes only the entries in S *)
Definition refit_step (W : 'M[R]_(m, n)) (S : {set 'I_n}) (y : 'cV[R]_m) (z : 'cV[R]_n) : 'cV[R]_n :=
  \col_i (if i \in S then (z + W^T *m (y - D *m z)) i 0 else z i 0).

Fixpoint refit (W : 'M[R]_(m, n)) (y : 'cV[R]_m) (z : 'cV[R]_n) (k : nat) : 'cV[R]_n :=
  if k is k'.+1 then refit_step W (supp z) y (refit W y z k') else z.

Section Step.
Variables (W : 'M[R]_(m, n)) (mu nu E : R) (s : nat).
Variables (z xs : 'cV[R]_n) (e : 'cV[R]_m).
Hypotheses (co : coh W D mu) (mu0 : 0 <= mu) (nu0 : 0 <= nu).
Hypothesis noise : forall i, `|(W^T *m e) i 0| <= nu.
Hypotheses (sub : supp z \subset supp xs) (l0s : (l0 xs <= s)%N) (s0 : (0 < s)%N).
Hypotheses (err : l1 (z - xs) <= E).

Let z' := refit_step W (supp xs) (D *m xs + e) z.

Lemma refit_step_supp : supp z' \subset supp xs.
Proof.
apply/subsetP => i; have [//|iS] := boolP (i \in supp xs).
by rewrite inE mxE (negbTE iS) => zi; rewrite -(negbTE iS); apply: (subsetP sub); rewrite inE.
Qed.

Lemma refit_step_entry i : `|(z' - xs) i 0| <= mu * E + nu.
Proof.
have E0 : 0 <= E by apply: le_trans err; apply: l1_ge0.
have [iS|iS] := boolP (i \in supp xs); last first.
  have x0 : xs i 0 = 0 by move: iS; rewrite inE negbK => /eqP.
  have z0 : z' i 0 = 0.
    by apply/eqP; apply: contraR iS => h; apply: (subsetP refit_step_supp); rewrite inE.
  have -> : (z' - xs) i 0 = z' i 0 - xs i 0 by rewrite mxE [(- xs) i 0]mxE.
  by rewrite z0 x0 subrr normr0 addr_ge0 ?mulr_ge0.
have -> : (z' - xs) i 0 = (z + W^T *m (D *m xs + e - D *m z)) i 0 - xs i 0.
  by rewrite mxE [(- xs) i 0]mxE /z' /refit_step [in LHS]mxE iS.
apply: le_trans (vP z xs co noise i) _; rewrite ler_add2r ler_wpmul2l //.
by apply: le_trans err; rewrite ler_subl_addr ler_addl normr_ge0.
Qed.

Lemma refit_step_err : l1 (z' - xs) <= (s%:R - 1) * mu * E + s%:R * nu.
Proof.
have s1 : 1 <= s%:R :> R by rewrite ler1n.
have sS : #|supp xs|%:R <= s%:R :> R by rewrite ler_nat.
have sub1 : supp (z' - xs) \subset supp xs.
  by apply: subset_trans (suppB _ _) _; rewrite subUset refit_step_supp fintype.subxx.
have sub2 : supp (z - xs) \subset supp xs.
  by apply: subset_trans (suppB _ _) _; rewrite subUset sub fintype.subxx.
rewrite (l1_sub sub1).
apply: (@le_trans _ _ (\sum_(i in supp xs) (mu * l1 (z - xs) - mu * `|(z - xs) i 0| + nu))).
  apply: ler_sum => i iS.
  have -> : (z' - xs) i 0 = (z + W^T *m (D *m xs + e - D *m z)) i 0 - xs i 0.
    by rewrite mxE [(- xs) i 0]mxE /z' /refit_step [in LHS]mxE iS.
  by rewrite -mulrBr; apply: vP.
rewrite big_split sumrB /= !sumr_const -mulr_sumr -(l1_sub sub2).
rewrite -[(mu * _) *+ _]mulr_natl -[nu *+ _]mulr_natl.
apply: ler_add; last by rewrite ler_wpmul2r.
rewrite -[X in _ - X]mul1r -mulrBl.
apply: (@le_trans _ _ ((s%:R - 1) * (mu * l1 (z - xs)))).
  by rewrite ler_wpmul2r ?mulr_ge0 ?l1_ge0 // ler_add2r.
by rewrite -mulrA ler_wpmul2l ?subr_ge0 // ler_wpmul2l.
Qed.
End Step.

Theorem refit_envelope W mu C nz s (c : schedule R) (z xs : 'cV[R]_n) (e : 'cV[R]_m) :
  coh W D mu -> (forall i j, `|W i j| <= C) -> 0 <= mu -> 0 <= C -> 0 <= nz -> (0 < s)%N ->
  (l0 xs <= s)%N -> l1 e <= nz -> supp z = supp xs -> l1 (z - xs) <= start c ->
  (s%:R - 1) * mu <= rate c -> s%:R * (C * nz) <= drift c ->
  forall k, let x := refit W (D *m xs + e) z in
    [/\ supp (x k) \subset supp xs, l1 (x k - xs) <= envelope c k &
        forall i, `|(x k.+1 - xs) i 0| <= mu * envelope c k + C * nz].
Proof.
move=> co hC mu0 C0 nz0 s0 l0s en zS hs hr hd k x.
have noise i : `|(W^T *m e) i 0| <= C * nz.
  by apply: le_trans (noise_bound e i hC) _; rewrite ler_wpmul2l.
have Cn0 := mulr_ge0 C0 nz0.
suff [sub err] : supp (x k) \subset supp xs /\ l1 (x k - xs) <= envelope c k.
  by split=> // i; rewrite /x /= zS; apply: refit_step_entry.
elim: k => [|k [sub err]]; first by rewrite /x /= zS fintype.subxx.
rewrite /x /= zS; split; first exact: refit_step_supp.
have E0 : 0 <= envelope c k by apply: le_trans err; apply: l1_ge0.
apply: le_trans (refit_step_err co mu0 Cn0 noise sub l0s s0 err) _.
by rewrite ler_add // ler_wpmul2r.
Qed.

(* the last step of LISTA-CP leaves at most twice its threshold in an entry *)
Lemma pursuit_entry W mu C nz s B (c : schedule R) (xs : 'cV[R]_n) (e : 'cV[R]_m) :
  coh W D mu -> (forall i j, `|W i j| <= C) -> 0 <= mu -> 0 <= C -> 0 <= nz -> 0 <= B -> (0 < s)%N ->
  [/\ s%:R * B <= start c, mu <= weight c, C * nz <= offset c,
      ((2 * s)%:R - 1) * weight c <= rate c & (2 * s)%:R * offset c <= drift c] ->
  in_class s B nz xs e ->
  forall k, let x := lista D (fun=> W) (threshold c) (D *m xs + e) in
    [/\ supp (x k) \subset supp xs, l1 (x k - xs) <= envelope c k &
        forall i, `|(x k.+1 - xs) i 0| <= 2%:R * threshold c k].
Proof.
move=> co hC mu0 C0 nz0 B0 s0 hc cl k x.
have cov : covers D (fun=> W) s B nz c by exists mu, C; split.
have [sub err] := lista_envelope s0 B0 nz0 cov cl k.
split=> // i; have [l0s _ en] := cl; have [hs hw ho hr hd] := hc.
have noise j : `|(W^T *m e) j 0| <= C * nz.
  by apply: le_trans (noise_bound e j hC) _; rewrite ler_wpmul2l.
have E0 : 0 <= envelope c k by apply: le_trans err; apply: l1_ge0.
have ht : mu * envelope c k + C * nz <= threshold c k by rewrite ler_add // ler_wpmul2r.
have t0 : 0 <= threshold c k by apply: le_trans ht; rewrite addr_ge0 ?mulr_ge0.
have v := vP (x k) xs co noise i.
have -> : (x k.+1 - xs) i 0 =
   (soft (threshold c k) ((x k + W^T *m (D *m xs + e - D *m x k)) i 0) -
      (x k + W^T *m (D *m xs + e - D *m x k)) i 0) +
   ((x k + W^T *m (D *m xs + e - D *m x k)) i 0 - xs i 0).
  by rewrite addrA subrK 2!mxE [(- xs) i 0]mxE.
apply: le_trans (ler_norm_add _ _) _; rewrite mulrDl mul1r; apply: ler_add; first exact: softP.
apply: le_trans v _; apply: le_trans ht; rewrite ler_add2r ler_wpmul2l //.
by apply: le_trans err; rewrite ler_subl_addr ler_addl normr_ge0.
Qed.

End Refit.

Section Stages.
Variable R : realFieldType.
Variables (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).

(* the product D_{a+1} ... D_{a+k}, that leads from x_{a+k} to x_a *)
Fixpoint chain (a k : nat) : 'M[R]_(d a, d (k + a)) :=
  if k is k'.+1 then chain a k' *m D (k' + a) else 1%:M.

(* the largest l1 norm of a column *)
Definition norm1 m n (A : 'M[R]_(m, n)) : R := \big[Num.max/0]_j \sum_i `|A i j|.

Lemma norm1_ge0 m n (A : 'M[R]_(m, n)) : 0 <= norm1 A.
Proof. by rewrite /norm1; elim/big_rec: _ => // j x _ x0; rewrite le_maxr x0 orbT. Qed.

Lemma norm1_le m n (A : 'M[R]_(m, n)) b :
  0 <= b -> (forall j, \sum_i `|A i j| <= b) -> norm1 A <= b.
Proof. by move=> b0 h; rewrite /norm1; elim/big_rec: _ => // j x _ xb; rewrite le_maxl xb h. Qed.

Lemma norm1_col m n (A : 'M[R]_(m, n)) j : \sum_i `|A i j| <= norm1 A.
Proof.
rewrite /norm1; have := mem_index_enum j; elim: (index_enum _) => // a r IH.
rewrite inE big_cons => /orP[/eqP<-|/IH h]; first by rewrite le_maxr lexx.
by rewrite le_maxr h orbT.
Qed.

Lemma l1_mul m n (A : 'M[R]_(m, n)) (z : 'cV[R]_n) : l1 (A *m z) <= norm1 A * l1 z.
Proof.
rewrite /l1 mulr_sumr.
apply: (@le_trans _ _ (\sum_i \sum_j `|A i j| * `|z j 0|)).
  apply: ler_sum => i _; rewrite mxE (le_trans (ler_norm_sum _ _ _)) //.
  by apply: ler_sum => j _; rewrite normrM.
rewrite exchange_big /=; apply: ler_sum => j _.
by rewrite -mulr_suml ler_wpmul2r // norm1_col.
Qed.

(* A stage codes the estimate of x_from into one of x_to, to = from + gap + 1. mu and cw bound |w_i . d_j| and |W_ij|. *)
Record stage := Stage {
  from : nat; gap : nat; is_refit : bool; W : 'M[R]_(d from, d (gap.+1 + from));
  sched : schedule R; steps : nat; mu : R; cw : R; level : R }.
Definition to (st : stage) : nat := (gap st).+1 + from st.

Definition estimates := forall j, 'cV[R]_(d j).

Definition put (x : estimates) j (v : 'cV[R]_(d j)) : estimates :=
  fun i => if j =P i is ReflectT e then ecast i 'cV[R]_(d i) e v else x i.

Lemma put_same x j (v : 'cV[R]_(d j)) : put x v j = v.
Proof. by rewrite /put; case: eqP => // e; rewrite (eq_axiomK e). Qed.

Lemma put_other x j (v : 'cV[R]_(d j)) i : j != i -> put x v i = x i.
Proof. by rewrite /put; case: eqP. Qed.

Definition stage_code (st : stage) (x : estimates) : 'cV[R]_(d (to st)) :=
  let A := chain (from st) (gap st).+1 in
  if is_refit st then refit A (W st) (x (from st)) (x (to st)) (steps st)
  else lista A (fun=> W st) (threshold (sched st)) (x (from st)) (steps st).

Definition run_stages (sts : seq stage) (x : estimates) : estimates :=
  foldl (fun x st => put x (stage_code st x)) x sts.

Definition at_start (y : 'cV[R]_(d 0)) : estimates :=
  fun j => match j return 'cV[R]_(d j) with 0%N => y | _ => 0 end.

(* a layer at which no stage ends gets D_{j+1} times the estimate below it; J - j is the fuel *)
Definition coded (sts : seq stage) (j : nat) : bool := has (fun st => to st == j) sts.
Fixpoint push_back (sts : seq stage) (x : estimates) (fuel j : nat) : 'cV[R]_(d j) :=
  if fuel is f.+1 then if coded sts j then x j else D j *m push_back sts x f j.+1 else x j.
Definition deep_codes (sts : seq stage) (J : nat) (y : 'cV[R]_(d 0)) : estimates :=
  let x := run_stages sts (at_start y) in fun j => push_back sts x (J - j) j.

(* --- the classes and the conditions --- *)
Variables (s : nat -> nat) (B delta : nat -> R) (J : nat).

(* what is known of the estimate of a layer: a bound of its l1 error, of the error of an entry, and the last
   threshold of the pursuit that found its support *)
Record knowledge := Knowledge { error : R; entry_error : R; last_threshold : R }.
Definition known := nat -> option knowledge.
Definition learn (kn : known) j (v : knowledge) : known := fun i => if j == i then Some v else kn i.

(* |e_{a+1} + D_{a+1} e_{a+2} + ... |_1 is at most this *)
Definition spread (a k : nat) : R := \sum_(i < k) norm1 (chain a i) * delta (i + a).+1.

Definition after (st : stage) (kn : known) : knowledge :=
  let E := envelope (sched st) in
  if is_refit st then
    Knowledge (E (steps st)) (mu st * E (steps st).-1 + cw st * level st)
      (if kn (to st) is Some v then last_threshold v else 0)
  else Knowledge (E (steps st)) (2%:R * threshold (sched st) (steps st).-1)
         (threshold (sched st) (steps st).-1).

Definition stage_covers (st : stage) (kn : known) : Prop :=
  let c := sched st in let b := to st in
  [/\ (b <= J)%N /\ (0 < steps st)%N,
      coh (W st) (chain (from st) (gap st).+1) (mu st) /\ (forall i j, `|W st i j| <= cw st),
      0 <= mu st /\ 0 <= cw st,
      exists2 v, kn (from st) = Some v & error v + spread (from st) (gap st).+1 <= level st &
      if is_refit st then exists2 v, kn b = Some v &
        [/\ entry_error v <= 2%:R * last_threshold v, error v <= start c,
            ((s b)%:R - 1) * mu st <= rate c & (s b)%:R * (cw st * level st) <= drift c]
      else
        [/\ (s b)%:R * B b <= start c, mu st <= weight c, cw st * level st <= offset c,
            ((2 * s b)%:R - 1) * weight c <= rate c & (2 * s b)%:R * offset c <= drift c]].

Fixpoint covered (sts : seq stage) (kn : known) : Prop :=
  if sts is st :: sts' then stage_covers st kn /\ covered sts' (learn kn (to st) (after st kn)) else True.

(* a refit asks for nonzero entries above twice the threshold of the pursuit before it *)
Fixpoint asked (sts : seq stage) (kn : known) (x : estimates) : Prop :=
  if sts is st :: sts' then
    (is_refit st -> forall v, kn (to st) = Some v ->
       forall i, x (to st) i 0 != 0 -> 2%:R * last_threshold v < `|x (to st) i 0|) /\
    asked sts' (learn kn (to st) (after st kn)) x
  else True.

Fixpoint knowledge_of (sts : seq stage) (kn : known) : known :=
  if sts is st :: sts' then knowledge_of sts' (learn kn (to st) (after st kn)) else kn.

Definition nothing : known := fun j => if j is 0%N then Some (Knowledge 0 0 0) else None.

(* the bounds that a certificate states *)
Definition bounds_hold (sts : seq stage) (b : nat -> R) : Prop :=
  forall j, (j <= J)%N -> 
    match knowledge_of sts nothing j with
    | Some v => error v <= b j : Prop
    | None => (j < J)%N /\ norm1 (D j) * b j.+1 + delta j.+1 <= b j
    end.

Section Proof.
Variables (x e : estimates).
Hypothesis cl : dsc_class D s B delta J x e.
Hypothesis s0 : forall j, (0 < j <= J)%N -> (0 < s j)%N /\ 0 <= B j.

Fixpoint chain_noise (a k : nat) : 'cV[R]_(d a) :=
  if k is k'.+1 then chain_noise a k' + chain a k' *m e (k' + a)%N else 0.

Lemma chainE a k : (k + a <= J)%N ->
  x a = chain a k *m x (k + a)%N + chain_noise a k /\ l1 (chain_noise a k) <= spread a k.
Proof.
elim: k => [|k IH] kJ; first by rewrite /= mul1mx addr0 l10 /spread big_ord0.
have [xa h] := IH (ltnW kJ); have [xk [_ _ en]] := cl kJ.
split; first by rewrite {1}xa {1}xk /= mulmxDr mulmxA -addrA [chain a k *m e _ + _]addrC.
rewrite /= /spread big_ord_recr /=; apply: le_trans (l1D _ _) (ler_add h _).
by apply: le_trans (l1_mul _ _) _; rewrite ler_wpmul2l ?norm1_ge0.
Qed.

Definition sound (kn : known) (z : estimates) : Prop :=
  z 0%N = x 0%N /\
  forall j v, kn j = Some v -> l1 (z j - x j) <= error v /\
    ((0 < j)%N -> [/\ (j <= J)%N, supp (z j) \subset supp (x j) &
                      forall i, `|(z j - x j) i 0| <= entry_error v]).

Lemma stage_sound st kn z : sound kn z -> stage_covers st kn ->
  (is_refit st -> forall v, kn (to st) = Some v ->
       forall i, x (to st) i 0 != 0 -> 2%:R * last_threshold v < `|x (to st) i 0|) ->
  sound (learn kn (to st) (after st kn)) (put z (stage_code st z)).
Proof.
move=> [z0 H] [[bJ K0] [co hC] [mu0 cw0] [u ku hl] hf] ask.
have bpos : (0 < to st <= J)%N by rewrite bJ /to addSn.
have [sb Bb] := s0 bpos.
split; first by rewrite put_other.
have [xa hsp] : x (from st) = chain (from st) (gap st).+1 *m x (to st) + chain_noise (from st) (gap st).+1 /\ l1 (chain_noise (from st) (gap st).+1) <= spread (from st) (gap st).+1 := chainE bJ.
set A := chain _ _ in co xa *; set nz := chain_noise _ _ in xa hsp.
have [eu _] := H _ _ ku.
pose e' := nz + (z (from st) - x (from st)).
have zE : z (from st) = A *m x (to st) + e'.
  have gen : forall (V : zmodType) (p q r t : V), p = q + r -> t = q + (r + (t - p)).
    by move=> V p q r t ->; rewrite addrA addrC subrK.
  exact: gen xa.
have en : l1 e' <= level st.
  apply: le_trans hl; rewrite [X in _ <= X]addrC; apply: le_trans (l1D _ _) _; exact: ler_add.
have lv0 : 0 <= level st by apply: le_trans en; apply: l1_ge0.
have [l0b Bx] : (l0 (x (to st)) <= s (to st))%N /\ forall i, `|x (to st) i 0| <= B (to st).
  by have [_ []] := cl bJ.
have [k kE] : exists k, steps st = k.+1 by case: (steps st) K0 => // k; exists k.
suff P : [/\ supp (stage_code st z) \subset supp (x (to st)),
             l1 (stage_code st z - x (to st)) <= error (after st kn) &
             forall i, `|(stage_code st z - x (to st)) i 0| <= entry_error (after st kn)].
  have [p1 p2 p3] := P.
  move=> j v; rewrite /learn; case: eqP => [<- [<-]|/eqP ne kj]; last by rewrite put_other //; apply: H.
  by rewrite put_same; split.
rewrite /stage_code /after; case: ifP hf => [rf|rf] hf; rewrite -/A /= kE /=.
  have [v kv [hent hs hr hd]] := hf.
  have [ev /(_ isT) [_ sub ent]] := H _ _ kv.
  have zS : supp (z (to st)) = supp (x (to st)).
    apply/eqP; rewrite eqEsubset sub /=; apply/subsetP => i; rewrite inE => xi.
    rewrite inE; apply/eqP => zi; have := ask rf v kv i xi; rewrite ltNge; apply/negP/negPn.
    apply: le_trans hent; apply: le_trans (ent i).
    by rewrite mxE zi add0r mxE normrN.
  have R1 := refit_envelope co hC mu0 cw0 lv0 sb l0b en zS (le_trans ev hs) hr hd.
  have [q1 q2 _] := R1 k.+1; have [_ _ q3] := R1 k.
  by rewrite zE; split.
have cl' : in_class (s (to st)) (B (to st)) (level st) (x (to st)) e' by split.
have P1 := pursuit_entry co hC mu0 cw0 lv0 Bb sb hf cl'.
have [q1 q2 _] := P1 k.+1; have [_ _ q3] := P1 k.
by rewrite zE; split.
Qed.

Lemma stages_sound sts kn z : sound kn z -> covered sts kn -> asked sts kn x ->
  sound (knowledge_of sts kn) (run_stages sts z).
Proof.
elim: sts kn z => [//|st sts IH] kn z h /= [c1 c2] [a1 a2].
by apply: IH => //; apply: stage_sound.
Qed.

Lemma knowledge_coded sts kn j : isSome (knowledge_of sts kn j) = coded sts j || isSome (kn j).
Proof.
elim: sts kn => [//|st sts IH] kn /=; rewrite IH /learn /coded /=.
by case: eqP => //= _; rewrite orbT.
Qed.

End Proof.

Theorem deep_envelope_holds (sts : seq stage) (b : nat -> R) (x e : estimates) :
  (forall j, (0 < j <= J)%N -> (0 < s j)%N /\ 0 <= B j) ->
  covered sts nothing -> bounds_hold sts b ->
  dsc_class D s B delta J x e -> asked sts nothing x ->
  forall j, (0 < j <= J)%N -> l1 (deep_codes sts J (x 0%N) j - x j) <= b j.
Proof.
move=> s0 cov hb cl ask.
have [|z0 H] := stages_sound cl s0 (kn := nothing) (z := at_start (x 0%N)) _ cov ask.
  split=> // -[|j] v //= [<-]; by rewrite subrr l10.
set z := run_stages _ _ in z0 H.
suff P f j : (0 < j)%N -> (j + f = J)%N -> l1 (push_back sts z f j - x j) <= b j.
  move=> j /andP[j0 jJ]; apply: P => //; exact: subnKC.
elim: f j => [|f IH] j j0 jf; have jJ : (j <= J)%N by rewrite -jf leq_addr.
  have := hb j jJ; rewrite /=; case kj : (knowledge_of _ _ _) => [v|].
    by move=> h; apply: le_trans h; have [] := H _ _ kj.
  by rewrite -[in X in X -> _]jf addn0 ltnn => -[].
have := hb j jJ; have := knowledge_coded sts nothing j; rewrite /= (_ : nothing j = None) ?orbF; last by case: j j0 {IH jf jJ}.
case kj : (knowledge_of _ _ _) => [v|] /= <-.
  by move=> h; apply: le_trans h; have [] := H _ _ kj.
move=> [jJ' h]; have [xj [_ _ en]] := cl j jJ'.
have -> : D j *m push_back sts z f j.+1 - x j = D j *m (push_back sts z f j.+1 - x j.+1) - e j.
  by rewrite {1}xj mulmxBr opprD addrA.
apply: le_trans (l1D _ _) _; rewrite l1N; apply: le_trans h; apply: ler_add en.
by apply: le_trans (l1_mul _ _) _; rewrite ler_wpmul2l ?norm1_ge0 // IH // addSnnS.
Qed.

End Stages.
