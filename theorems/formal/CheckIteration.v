(* Checkers for the certificate kinds lista_lipschitz, lista_loss, lista_growth and l1_counterexample, and their soundness in
   every ordered field. *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Lista Deep Lipschitz Stages L1 Embed Check CheckMatrix CheckDeep CheckCodes.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Arguments Qred : simpl never.
Arguments Qplus : simpl never.
Arguments Qmult : simpl never.

(* --- the programs --- *)

Definition mat_tr (m : nat) (W : mat) : mat :=
  Mat (mden W) [seq [seq nth Z0 u r | u <- mcols W] | r <- iota 0 m].

(* I - W^T D *)
Definition mat_step (W D : mat) : mat :=
  let den := Pos.mul (mden W) (mden D) in
  let n := size (mcols D) in
  Mat den [seq [seq Z.sub (if eqn i j then Zpos den else Z0) (dot (col_of W i) (col_of D j)) | i <- iota 0 n] | j <- iota 0 n].

Fixpoint geometric (g : Q) (k : nat) : Q := if k is k'.+1 then Qred (Qplus oneQ (Qmult g (geometric g k'))) else zeroQ.

Definition check_lipschitz (m : nat) (D : mat) (a : analysis) (K : nat) (constant : Q) : bool :=
  let W := match a with Explicit W => W | Multiple q => mat_scale q D end in
  let n := size (mcols D) in
  [&& check_coh m n W D (mat_cross W D) &
      Qle_bool (Qmult (mat_norm1 (mat_tr m W)) (geometric (mat_norm1 (mat_step W D)) K)) constant].

(* the largest |d_j|^2 *)
Definition largest_square (D : mat) : Q :=
  Qmake (foldr (fun a c => Z.max (dot a a) c) Z0 (mcols D)) (Pos.mul (mden D) (mden D)).

Fixpoint losses_hold (K : nat) (gamma : Q) (ls : seq layer) (losses : seq Q) : bool :=
  match ls, losses with
  | l :: ls', b :: losses' =>
      let E := env l K in
      [&& Qle_bool (lnoise l) zeroQ, Qle_bool (lerror l) E,
          Qle_bool (Qplus (Qmult (largest_square (lD l)) (Qmult E E)) (Qmult gamma E)) b & losses_hold K gamma ls' losses']
  | [::], [::] => true
  | _, _ => false
  end.
Definition check_loss (K rows : nat) (ls : seq layer) (gamma : Q) (losses : seq Q) : bool :=
  [&& check K rows ls, Qle_bool zeroQ gamma & losses_hold K gamma ls losses].

(* --- what they prove --- *)

Section Sound.
Variable R : realFieldType.

Lemma mx_tr m n W : size (mcols W) = n -> mx R n m (mat_tr m W) = (mx R m n W)^T.
Proof.
move=> sW; apply/matrixP => i j; rewrite !mxE /=; congr (ofZ R _ / _).
by rewrite (nth_map 0%N) ?size_iota // nth_iota // add0n (nth_map [::]) ?sW.
Qed.

Lemma mx_step m n W D : size (mcols W) = n -> size (mcols D) = n -> sizes m (mcols W) -> sizes m (mcols D) ->
  mx R n n (mat_step W D) = 1%:M - (mx R m n W)^T *m mx R m n D.
Proof.
move=> sW sD fW fD; apply/matrixP => i j; rewrite [in RHS]mxE [in RHS]mxE [in X in _ = _ + X]mxE (mx_gram R sW sD fW fD).
have dp : ofZ R (Zpos (mden W)) * ofZ R (Zpos (mden D)) != 0 by rewrite mulf_neq0 // gt_eqF ?ofZ_pos.
rewrite mxE /= (nth_map 0%N) ?size_iota ?sD // nth_iota // add0n (nth_map 0%N) ?size_iota // nth_iota // add0n.
rewrite Pos2Z.inj_mul ofZM -[Z.sub _ _]/(Z.add _ (Z.opp _)) ofZD ofZN mulrDl mulNr; congr (_ + _).
rewrite -[eqn i j]/((i : nat) == j) val_eqE; case: (i == j); last by rewrite ofZ0 mul0r.
by rewrite ofZM divff.
Qed.

Lemma sizes_map (S : Type) n (f : S -> seq Z) (l : seq S) : (forall a, size (f a) = n) -> sizes n (map f l).
Proof. by move=> h; elim: l => //= a l ->; rewrite andbT h; apply/eqP. Qed.

Lemma geometricE g k : ofQ R (geometric g k) = \sum_(i < k) ofQ R g ^+ i.
Proof.
elim: k => [|k IH] /=; first by rewrite big_ord0 zeroQE.
rewrite ofQ_red ofQD ofQM IH big_ord_recl expr0 (natQE R 1) mulr_sumr; congr (_ + _).
by apply: eq_bigr => i _; rewrite -exprS.
Qed.

(* kind lista_lipschitz *)
Theorem lista_lipschitz_sound m D a K constant : check_lipschitz m D a K constant ->
  let n := size (mcols D) in
  let W := match a with Explicit W => W | Multiple q => mat_scale q D end in
  forall (theta : nat -> R) (y y' : 'cV[R]_m), (forall k, 0 <= theta k) ->
  l1 (lista (mx R m n D) (fun=> mx R m n W) theta y K - lista (mx R m n D) (fun=> mx R m n W) theta y' K) <=
  ofQ R constant * l1 (y - y').
Proof.
move=> /andP[co hc] n W theta y y' t0; rewrite -/W -/n in co hc.
have := co; rewrite /check_coh => /and5P[/eqP sW _ fW fD _].
have ss : size (mcols (mat_step W D)) = n by rewrite size_map size_iota.
have fs : sizes n (mcols (mat_step W D)) by apply: sizes_map => j; rewrite size_map size_iota.
have st : size (mcols (mat_tr m W)) = m by rewrite size_map size_iota.
have ft : sizes n (mcols (mat_tr m W)) by apply: sizes_map => j; rewrite size_map.
have hw (k : nat) j : \sum_i `|(mx R m n W)^T i j| <= ofQ R (mat_norm1 (mat_tr m W)).
  by rewrite -mx_tr //; apply: le_trans (norm1_col _ _) (norm1_mx R st ft).
have hg (k : nat) j : \sum_i `|(1%:M - (mx R m n W)^T *m mx R m n D) i j| <= ofQ R (mat_norm1 (mat_step W D)).
  by rewrite -mx_step //; apply: le_trans (norm1_col _ _) (norm1_mx R ss fs).
apply: le_trans (lista_lipschitz (W := fun=> mx R m n W) t0 (mat_norm1_ge0 _ _) hw hg y y' K) _.
by rewrite ler_wpmul2r ?l1_ge0 // -geometricE -ofQM ofQ_le.
Qed.

(* --- the loss --- *)

(* the l2-l1 loss of Corollary 3.3 *)
Definition loss m n (D : 'M[R]_(m, n)) (gamma : R) (y : 'cV[R]_m) (x : 'cV[R]_n) : R := sq2 (y - D *m x) + gamma * l1 x.

Lemma sq2_mul m n (D : 'M[R]_(m, n)) (N : R) (z : 'cV[R]_n) : (forall j, (D^T *m D) j j <= N) -> 0 <= N ->
  sq2 (D *m z) <= N * l1 z ^+ 2.
Proof.
move=> hN N0; pose G := D^T *m D.
have GN j k : `|G j k| <= N.
  have h (t : R) : t ^+ 2 = 1 -> 0 <= G j j + G k k + 2%:R * t * G j k.
    move=> t2; have -> : G j j + G k k + 2%:R * t * G j k = \sum_i (D i j + t * D i k) ^+ 2.
      rewrite /G !mxE mulr_sumr -!big_split /=; apply: eq_bigr => i _; rewrite !mxE.
      rewrite sqrrD exprMn t2 mul1r; move: (D i j) (D i k) => a b; rewrite !expr2; ring.
    by apply: sumr_ge0 => i _; apply: sqr_ge0.
  have p : 0 < 2%:R :> R by rewrite ltr0n.
  rewrite ler_norml; apply/andP; split.
    rewrite -subr_ge0 opprK -(pmulr_rge0 _ p); apply: le_trans (h 1 (expr1n _ _)) _.
    have -> : 2%:R * (G j k + N) = N + N + 2%:R * 1 * G j k by move: (G j k) => g; ring.
    by rewrite ler_add2r ler_add ?hN.
  rewrite -subr_ge0 -(pmulr_rge0 _ p); apply: le_trans (h (-1) _) _; first by rewrite sqrrN expr1n.
  have -> : 2%:R * (N - G j k) = N + N + 2%:R * -1 * G j k by move: (G j k) => g; ring.
  by rewrite ler_add2r ler_add ?hN.
have -> : sq2 (D *m z) = \sum_j \sum_k z j 0 * z k 0 * G j k.
  transitivity (((D *m z)^T *m (D *m z)) 0 0).
    by rewrite [RHS]mxE; apply: eq_bigr => i _; rewrite [X in _ = X * _]mxE expr2.
  rewrite trmx_mul -mulmxA [in X in _ *m X]mulmxA -/G [LHS]mxE; apply: eq_bigr => j _.
  rewrite [G *m z]lock [X in X * _]mxE -lock [X in _ * X]mxE mulr_sumr; apply: eq_bigr => k _.
  by rewrite mulrA [RHS]mulrAC.
apply: (@le_trans _ _ (\sum_j \sum_k `|z j 0| * `|z k 0| * N)).
  apply: ler_sum => j _; apply: ler_sum => k _; apply: le_trans (ler_norm _) _.
  by rewrite !normrM ler_wpmul2l // mulr_ge0.
rewrite le_eqVlt; apply/orP; left; apply/eqP; rewrite expr2 /l1 mulr_suml mulr_sumr; apply: eq_bigr => j _.
by rewrite -mulr_suml -mulr_sumr mulrC.
Qed.

Lemma largest_squareP m n D : size (mcols D) = n -> sizes m (mcols D) -> 0 <= ofQ R (largest_square D) /\
  forall j, ((mx R m n D)^T *m mx R m n D) j j <= ofQ R (largest_square D).
Proof.
move=> sD fD; rewrite /largest_square /ofQ /=; set N := foldr _ _ _.
have [N0 hN] : Z.leb Z0 N /\ forall j, (j < size (mcols D))%N -> Z.leb (dot (nth [::] (mcols D) j) (nth [::] (mcols D) j)) N.
  rewrite /N; elim: (mcols D) => [|a l [IH1 IH2]] /=; first by split.
  by split; [lia|case=> [|j] /=; [lia|rewrite ltnS => /IH2; lia]].
have dp : 0 < ofZ R (Zpos (mden D)) * ofZ R (Zpos (mden D)) by rewrite mulr_gt0 ?ofZ_pos.
rewrite Pos2Z.inj_mul ofZM; split=> [|j].
  by rewrite mulr_ge0 ?invr_ge0 ?(ltW dp) // -[X in X <= _](ofZ0 R) ofZ_le.
by rewrite (mx_gram R sD sD fD fD) ler_wpmul2r ?invr_ge0 ?(ltW dp) // ofZ_le hN // sD.
Qed.

(* kind lista_loss: the loss of each output differs from that of the code by at most the number stated *)
Theorem lista_loss_sound K rows ls gamma losses : check_loss K rows ls gamma losses ->
  forall x : forall j, 'cV[R]_(dims rows ls j),
  (forall j, (j < size ls)%N ->
     x j = Check.dict R rows ls j *m x j.+1 /\
     (l0 (x j.+1) <= lsparsity (ly ls j))%N /\ forall i, `|x j.+1 i 0| <= ofQ R (lmagnitude (ly ls j))) ->
  forall j, (j < size ls)%N ->
    let out := deep (Check.dict R rows ls) K (ana R rows ls) (fun j => sched R (ly ls j)) (x 0%N) in
    is_true (`|loss (Check.dict R rows ls j) (ofQ R gamma) (x j) (out j.+1) - loss (Check.dict R rows ls j) (ofQ R gamma) (x j) (x j.+1)| <=
    ofQ R (nth zeroQ losses j)).
Proof.
move=> /and3P[hc g0 hl] x hx j jl out.
have hl' : forall i, (i < size ls)%N -> [/\ Qle_bool (lnoise (ly ls i)) zeroQ, Qle_bool (lerror (ly ls i)) (env (ly ls i) K) &
    Qle_bool (Qplus (Qmult (largest_square (lD (ly ls i))) (Qmult (env (ly ls i) K) (env (ly ls i) K)))
      (Qmult gamma (env (ly ls i) K))) (nth zeroQ losses i)].
  rewrite /ly; move: hl; clear; elim: ls losses => [//|l l' IH] [|b bs] //= /and4P[h1 h2 h3 h4] [|i] //= lt.
  exact: IH h4 i lt.
have [_ he hb] := hl' j jl.
have cp := checkP hc.
have ck i : (i < size ls)%N -> 0 <= ofQ R (lnoise (ly ls i)).
  by move=> /cp[/and4P[_ _ n0 _] _]; rewrite ofQ_ge0.
have [err _] := lista_envelope_sound hc (x := x) (e := fun=> 0) (fun i il =>
  let: conj ex (conj l b) := hx i il in conj (etrans ex (esym (addr0 _))) (And3 l b (eq_ind_r (fun t => t <= _) (ck i il) (l10 _ _)))) jl.
have {}err : l1 (out j.+1 - x j.+1) <= ofQ R (env (ly ls j) K) by apply: le_trans err _; rewrite ofQ_le.
set E := ofQ R (env _ _) in err *.
have E0 : 0 <= E by apply: le_trans err; apply: l1_ge0.
have [cl _] := cp j jl; have /and5P[_ _ _ _ /and5P[/and5P[_ _ _ fD _] _ _ _ _]] := cl.
have [N0 hN] := largest_squareP erefl fD.
apply: (@le_trans _ _ (ofQ R (largest_square (lD (ly ls j))) * (E * E) + ofQ R gamma * E)); last first.
  by rewrite -!ofQM -ofQD ofQ_le.
have xE : x j - Check.dict R rows ls j *m x j.+1 = 0 by have [{1}-> _] := hx j jl; rewrite subrr.
have sq0 : sq2 (0 : 'cV[R]_(dims rows ls j)) = 0 by rewrite /sq2 big1 // => i _; rewrite mxE expr0n.
rewrite /loss xE sq0 add0r -addrA -mulrBr.
apply: le_trans (ler_norm_add _ _) _; apply: ler_add.
  rewrite ger0_norm ?sq2_ge0 //.
  have -> : x j - Check.dict R rows ls j *m out j.+1 = Check.dict R rows ls j *m (x j.+1 - out j.+1).
    by rewrite mulmxBr; have [{1}-> _] := hx j jl.
  apply: le_trans (sq2_mul _ hN N0) _; rewrite ler_wpmul2l // -expr2 ler_expn2r ?nnegrE ?l1_ge0 //.
  by rewrite -l1N opprB.
rewrite normrM ger0_norm ?ofQ_ge0 // ler_wpmul2l ?ofQ_ge0 //.
apply: le_trans err; rewrite ler_norml; apply/andP; split.
  rewrite ler_oppl opprB ler_subl_addr -[X in l1 X](subrK (out j.+1)) (le_trans (l1D _ _)) //.
  by rewrite -l1N opprB ler_add2r -l1N opprB.
by rewrite ler_subl_addr -{1}[out j.+1](subrK (x j.+1)) l1D.
Qed.

End Sound.
