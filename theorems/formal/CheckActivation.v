(* A checker for the certificate kind activation_envelope (LISTA-CP with another activation, or with steps that are
   off by a little), and its soundness in every ordered field. *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Lista Activation Inexact Embed Check CheckMatrix CheckDeep.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Arguments Qred : simpl never.
Arguments Qplus : simpl never.
Arguments Qmult : simpl never.

(* --- the program --- *)

Inductive hypothesis := Lipschitz | InexactSteps of Q.   (* the second with the step error *)

Record layerA := LayerA { aD : mat; aanalysis : analysis; aclass : classQ; asched : schedQ }.

Definition analysis_of (A : mat) (a : analysis) : mat :=
  match a with Explicit W => W | Multiple q => mat_scale q A end.

Definition abs_Q (q : Q) : Q := Qmake (Z.abs (Qnum q)) (Qden q).

Section Program.
Variables (slope floor : Q) (hyp : hypothesis).

(* what the entries outside the support add to the bound *)
Definition off_support (l : layerA) : Q :=
  match hyp with
  | Lipschitz => zeroQ
  | InexactSteps err => Qmult (natQ (size (mcols (aD l)) - qsparsity (aclass l))) (Qplus floor err)
  end.

Definition check_layerA (m : nat) (eta : Q) (l : layerA) : bool :=
  let n := size (mcols (aD l)) in
  let W := analysis_of (aD l) (aanalysis l) in
  let c := asched l in let s := qsparsity (aclass l) in
  let mu := mat_cross W (aD l) in
  let noise := Qmult (mat_largest W) (Qplus (qnoise (aclass l)) eta) in
  [&& class_ok (aclass l), check_coh m n W (aD l) mu, Qle_bool mu (qweight c),
      Qle_bool (Qmult (natQ s) (qmagnitude (aclass l))) (qstart c), ~~ Qle_bool oneQ (qrate c) &
      match hyp with
      | Lipschitz =>
          let f := Qplus (natQ (2 * s)) (Qmult (natQ (2 * (n - s))) (abs_Q slope)) in
          [&& Qle_bool noise (qoffset c), Qle_bool (Qmult f (qweight c)) (qrate c) &
              Qle_bool (Qplus (Qmult f (qoffset c)) (Qmult (natQ s) floor)) (qdrift c)]
      | InexactSteps err =>
          let d := Qplus floor err in
          [&& Qle_bool (Qplus noise (Qmult mu (Qmult (natQ (n - s)) d))) (qoffset c),
              Qle_bool (Qmult (natQ (2 * s).-1) (qweight c)) (qrate c) &
              Qle_bool (Qplus (Qmult (natQ (2 * s)) (qoffset c)) (Qmult (natQ s) d)) (qdrift c)]
      end].

Fixpoint check_layersA (K m : nat) (eta : Q) (ls : seq layerA) (errors : seq Q) : bool :=
  match ls, errors with
  | l :: ls', e :: errors' =>
      let b := Qred (Qplus (envQ (asched l) K) (off_support l)) in
      [&& check_layerA m eta l, Qle_bool zeroQ b, Qle_bool b e &
          check_layersA K (size (mcols (aD l))) b ls' errors']
  | [::], [::] => true
  | _, _ => false
  end.

Definition check_activation (K rows : nat) (ls : seq layerA) (errors : seq Q) : bool :=
  [&& Qle_bool zeroQ floor, (if hyp is InexactSteps err then Qle_bool zeroQ err else true) &
      check_layersA K rows zeroQ ls errors].

End Program.

(* --- what it proves --- *)

(* rho(v) = v for v >= 0, a v clipped to [-b, b] below *)
Definition clipped (R : realFieldType) (a b v : R) : R :=
  if 0 <= v then v else Num.max (- b) (Num.min b (a * v)).

Section Clipped.
Variables (R : realFieldType) (a b : R).
Hypothesis b0 : 0 <= b.

Lemma clipped_pos v : 0 <= v -> clipped a b v = v. Proof. by rewrite /clipped => ->. Qed.

Lemma clip_between (u : R) : - b <= Num.max (- b) (Num.min b u) <= b.
Proof. by rewrite le_maxr lexx /= le_maxl ge0_cp // le_minl lexx. Qed.

Lemma clip_small (u : R) : `|Num.max (- b) (Num.min b u)| <= `|u|.
Proof.
have [h|h] := leP b u.
  rewrite (max_r (ge0_cp b0).2) (ger0_norm b0); apply: le_trans h _; exact: ler_norm.
have [h'|h'] := leP (- b) u; first by [].
by rewrite normrN (ger0_norm b0) -normrN; apply: le_trans (ler_norm _); rewrite ler_oppr ltW.
Qed.

Lemma clipped_lip v : v <= 0 -> `|clipped a b v| <= `|a| * - v.
Proof.
move=> v0; rewrite /clipped; case: ifP => h.
  have -> : v = 0 by apply/eqP; rewrite eq_le v0.
  by rewrite normr0 oppr0 mulr0.
by apply: le_trans (clip_small _) _; rewrite normrM (ler0_norm v0).
Qed.

Lemma clipped_bnd v : v <= 0 -> `|clipped a b v| <= b.
Proof.
move=> v0; rewrite /clipped; case: ifP => h; last by rewrite ler_norml clip_between.
have -> : v = 0 by apply/eqP; rewrite eq_le v0.
by rewrite normr0.
Qed.

Lemma clipped_sign : (forall v, v <= 0 -> clipped a b v <= 0) \/ (forall v, v <= 0 -> 0 <= clipped a b v).
Proof.
have [a0|a0] := leP 0 a; [left|right] => v v0; rewrite /clipped; case: ifP => // h.
  by rewrite le_maxl oppr_le0 b0 /= le_minl mulr_ge0_le0 ?orbT.
  by rewrite le_maxr le_minr b0 (mulr_le0 (ltW a0) v0) orbT.
Qed.
End Clipped.

Section Sound.
Variable R : realFieldType.
Variables (slope floor : Q) (hyp : hypothesis) (K rows : nat) (ls : seq layerA) (errors : seq Q).

Let rho : R -> R := clipped (ofQ R slope) (ofQ R floor).
Definition layer0A := LayerA mat0 (Multiple zeroQ) (ClassQ 0 zeroQ zeroQ) (SchedQ zeroQ zeroQ zeroQ zeroQ zeroQ).
Definition lyA (j : nat) : layerA := nth layer0A ls j.
Definition dimA (j : nat) : nat := if j is j'.+1 then size (mcols (aD (lyA j'))) else rows.
Definition dictA (j : nat) : 'M[R]_(dimA j, dimA j.+1) := mx R _ _ (aD (lyA j)).
Definition anaA (j : nat) : 'M[R]_(dimA j, dimA j.+1) := mx R _ _ (analysis_of (aD (lyA j)) (aanalysis (lyA j))).

(* what K steps of layer j may leave from the signal y: exact steps with rho, or steps within the step error of those *)
Definition codes (j : nat) (y : 'cV[R]_(dimA j)) (out : 'cV[R]_(dimA j.+1)) : Prop :=
  let theta := threshold (schedR R (asched (lyA j))) in
  match hyp with
  | Lipschitz => out = act_lista rho (dictA j) (fun=> anaA j) theta y K
  | InexactSteps err => exists x : nat -> 'cV[R]_(dimA j.+1),
      [/\ x 0%N = 0, x K = out & forall l, (l < K)%N -> forall i,
        `|x l.+1 i 0 - act_step rho (dictA j) (anaA j) (theta l) y (x l) i 0| <= ofQ R err]
  end.

Definition boundA (j : nat) : Q :=
  if j is j'.+1 then Qred (Qplus (envQ (asched (lyA j')) K) (off_support floor hyp (lyA j'))) else zeroQ.

Lemma check_layersP : check_layersA slope floor hyp K rows zeroQ ls errors -> forall j, (j < size ls)%N ->
  [/\ check_layerA slope floor hyp (dimA j) (boundA j) (lyA j), Qle_bool zeroQ (boundA j.+1) &
      Qle_bool (boundA j.+1) (nth zeroQ errors j)].
Proof.
suff H l er m eta : check_layersA slope floor hyp K m eta l er -> forall j, (j < size l)%N ->
   [/\ check_layerA slope floor hyp (if j is j'.+1 then size (mcols (aD (nth layer0A l j'))) else m)
         (if j is j'.+1 then Qred (Qplus (envQ (asched (nth layer0A l j')) K) (off_support floor hyp (nth layer0A l j'))) else eta)
         (nth layer0A l j),
       Qle_bool zeroQ (Qred (Qplus (envQ (asched (nth layer0A l j)) K) (off_support floor hyp (nth layer0A l j)))) &
       Qle_bool (Qred (Qplus (envQ (asched (nth layer0A l j)) K) (off_support floor hyp (nth layer0A l j)))) (nth zeroQ er j)].
  by move=> h j jl; have := H ls errors rows zeroQ h j jl; case: j jl.
elim: l er m eta => [//|l ls' IH] [|er errors'] m eta //= /and4P[h1 h2 h3 h4] [|j] //=.
by rewrite ltnS => jl; have := IH _ _ _ h4 j jl; case: j jl.
Qed.

Lemma abs_QE q : ofQ R (abs_Q q) = `|ofQ R q|.
Proof. by rewrite /ofQ /= normrM normfV (gtr0_norm (ofZ_pos _ _)) ofZ_abs. Qed.

Lemma cross_mat_ge0 W D : 0 <= ofQ R (mat_cross W D).
Proof. by rewrite /ofQ /= mulr_ge0 ?invr_ge0 ?(ltW (ofZ_pos _ _)) // -[X in X <= _](ofZ0 R) ofZ_le cross_ge0. Qed.

(* What an accepted certificate proves, in every ordered field. *)
Theorem activation_envelope_sound : check_activation slope floor hyp K rows ls errors ->
  forall x e out : forall j, 'cV[R]_(dimA j),
  (forall j, (j < size ls)%N ->
     x j = dictA j *m x j.+1 + e j /\
     [/\ (l0 (x j.+1) <= qsparsity (aclass (lyA j)))%N,
         forall i, `|x j.+1 i 0| <= ofQ R (qmagnitude (aclass (lyA j))) &
         l1 (e j) <= ofQ R (qnoise (aclass (lyA j)))]) ->
  out 0%N = x 0%N -> (forall j, (j < size ls)%N -> codes (out j) (out j.+1)) ->
  forall j, (j < size ls)%N -> l1 (out j.+1 - x j.+1) <= ofQ R (nth zeroQ errors j).
Proof.
move=> /and3P[f0 e0 /check_layersP h] x e out hx out0 hout j jl.
have f0R : 0 <= ofQ R floor by rewrite ofQ_ge0.
apply: (@le_trans _ _ (ofQ R (boundA j.+1))); last by rewrite ofQ_le; have [] := h j jl.
pose s i := qsparsity (aclass (lyA i.-1)).
pose B i := ofQ R (qmagnitude (aclass (lyA i.-1))).
pose dl i := ofQ R (qnoise (aclass (lyA i.-1))).
have cl : dsc_class dictA s B dl (size ls) x e by move=> i il; have [ex [l b n]] := hx i il.
apply: (layers_within (err := fun i => ofQ R (boundA i)) _ out0 _ cl) => //; last by rewrite /= zeroQE.
move=> i il er0 e' ce oE; have [hl _ _] := h i il.
move: hl => /and5P[/and3P[s0 B0 n0] /check_cohP coR hw hs /andP[_ hr]].
have {}co := coR R; set mu := mat_cross _ _ in co hw hr.
have mu0 : 0 <= ofQ R mu by apply: cross_mat_ge0.
have C0 := mat_largest_ge0 R (analysis_of (aD (lyA i)) (aanalysis (lyA i))).
have hC k l : `|anaA i k l| <= ofQ R (mat_largest (analysis_of (aD (lyA i)) (aanalysis (lyA i)))) by apply: mx_maxabs.
have nz0 : 0 <= dl i.+1 + ofQ R (boundA i) by rewrite addr_ge0 // /dl /= ofQ_ge0.
have BB : 0 <= B i.+1 by rewrite /B /= ofQ_ge0.
move: hs hw; rewrite -!(ofQ_le R) !ofQM !natQE => hs hw.
have := hout i il; rewrite /codes oE; rewrite /boundA ofQ_red ofQD envQE /off_support; case: hyp e0 hr => [_|err e0].
  move=> /and3P[h1 h2 h3] ->; rewrite zeroQE addr0.
  have cov : act_covers `|ofQ R slope| (ofQ R floor) (dictA i) (fun=> anaA i) (s i.+1) (B i.+1) (dl i.+1 + ofQ R (boundA i))
      (schedR R (asched (lyA i))).
    exists (ofQ R mu), (ofQ R (mat_largest (analysis_of (aD (lyA i)) (aanalysis (lyA i))))); split=> //.
    by move: h1 h2 h3; rewrite -!(ofQ_le R) !(ofQM, ofQD) !natQE abs_QE.
  exact: (activation_envelope (normr_ge0 _) f0R (@clipped_pos _ _ _) (clipped_lip _ f0R) (clipped_bnd _ f0R) (clipped_sign _ f0R)
            BB nz0 cov ce).
move=> /and3P[h1 h2 h3] [z [z0 <- hz]].
have err0 : 0 <= ofQ R err by rewrite ofQ_ge0.
have c0 : 0 <= ofQ R floor + ofQ R err by rewrite addr_ge0.
rewrite ofQM natQE ofQD.
have cov : inexact_covers (dictA i) (fun=> anaA i) (s i.+1) (B i.+1) (dl i.+1 + ofQ R (boundA i)) (ofQ R floor + ofQ R err)
    (schedR R (asched (lyA i))).
  exists (ofQ R mu), (ofQ R (mat_largest (analysis_of (aD (lyA i)) (aanalysis (lyA i))))); split=> //.
  move: h1 h2 h3; rewrite -!(ofQ_le R) !(ofQM, ofQD) !natQE => h1 h2 h3; split=> //=.
  by move: h2; rewrite -subn1 natrB // /s /= (leq_trans s0) // leq_pmull.
have st : steps_within (dictA i) (fun=> anaA i) (threshold (schedR R (asched (lyA i)))) (ofQ R floor + ofQ R err) (dictA i *m x i.+1 + e') z K.
  split=> // l lK k; have t0 := inexact_thresholds s0 BB nz0 c0 cov l.
  have h5 := hz l lK k; move: h5; rewrite [act_step _ _ _ _ _ _ _ _]mxE; set q := act _ _ _ => h5.
  set p := soft _ _; have h4 : `|q - p| <= ofQ R floor.
    have := act_soft (@clipped_pos _ (ofQ R slope) (ofQ R floor)) (clipped_bnd _ f0R) (clipped_sign _ f0R)
      ((z l + (anaA i)^T *m (dictA i *m x i.+1 + e' - dictA i *m z l)) k 0) t0.
    exact: id.
  have -> : z l.+1 k 0 - p = (q - p) + (z l.+1 k 0 - q) by rewrite [RHS]addrC addrA subrK.
  by apply: le_trans (ler_norm_add _ _) _; apply: ler_add.
by have [] := inexact_envelope s0 BB nz0 c0 cov ce st.
Qed.


End Sound.
