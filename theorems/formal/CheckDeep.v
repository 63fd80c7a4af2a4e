(* A checker for the certificate kind deep_envelope, and its soundness: if it accepts, then in every ordered field
   every estimate of the deep codes is within the stated error, for all signals of the classes. *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Lista Stages Embed Check CheckMatrix.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Arguments Qred : simpl never.
Arguments Qplus : simpl never.
Arguments Qmult : simpl never.

(* --- the program --- *)

(* an analysis is a matrix, or a number: that multiple of the dictionary *)
Inductive analysis := Explicit of mat | Multiple of Q.

Record schedQ := SchedQ { qstart : Q; qrate : Q; qdrift : Q; qweight : Q; qoffset : Q }.
Record classQ := ClassQ { qsparsity : nat; qmagnitude : Q; qnoise : Q }.
Record stageQ := StageQ {
  qfrom : nat; qgap : nat; qrefit : bool; qanalysis : analysis; qsched : schedQ; qsteps : nat }.
Record knowQ := KnowQ { qerror : Q; qentry : Q; qlast : Q }.

Fixpoint envQ (c : schedQ) (k : nat) : Q :=
  if k is k'.+1 then Qred (Qplus (Qmult (qrate c) (envQ c k')) (qdrift c)) else qstart c.
Definition thresholdQ (c : schedQ) (k : nat) : Q := Qplus (Qmult (qweight c) (envQ c k)) (qoffset c).
Definition twoQ : Q := Qmake (Zpos (xO xH)) xH.

(* every column of a layer has as many entries as the layer has rows *)
Fixpoint formed_from (ls : seq mat) (m : nat) : bool :=
  if ls is l :: ls' then sizes m (mcols l) && formed_from ls' (size (mcols l)) else true.

Section Program.
Variables (rows : nat) (layers : seq mat) (classes : seq classQ).

Definition layerQ (j : nat) : mat := nth mat0 layers j.
Definition classOf (j : nat) : classQ := nth (ClassQ 0 zeroQ zeroQ) classes j.
Definition dim (j : nat) : nat := if j is j'.+1 then size (mcols (layerQ j')) else rows.

(* D_{a+1} ... D_{a+k+1} *)
Fixpoint chainQ (a k : nat) : mat :=
  if k is k'.+1 then mat_mul (dim a) (chainQ a k') (layerQ (k + a)%N) else layerQ a.

Fixpoint spreadQ (a k : nat) : Q :=
  if k is k'.+1 then
    Qred (Qplus (spreadQ a k') (Qmult (mat_norm1 (chainQ a k')) (qnoise (classOf (k + a)%N))))
  else qnoise (classOf a).

Definition knownQ := nat -> option knowQ.
Definition learnQ (kn : knownQ) (j : nat) (v : knowQ) : knownQ := fun i => if eqn j i then Some v else kn i.

Definition well_formed : bool := formed_from layers rows.

Definition stage_after (st : stageQ) (kn : knownQ) : option knowQ :=
  let J := size layers in
  let a := qfrom st in let b := ((qgap st).+1 + a)%N in let cl := classOf b.-1 in
  let c := qsched st in let K := qsteps st in
  if leq b J && leq 1 K then
    if kn a is Some u then
      let A := chainQ a (qgap st) in
      let W := match qanalysis st with Explicit W => W | Multiple q => mat_scale q A end in
      let level := Qred (Qplus (qerror u) (spreadQ a (qgap st))) in
      let cw := mat_largest W in
      let s := natQ (qsparsity cl) in
      if qrefit st then
        if kn b is Some v then
          let mu := mat_cross W A in
          if [&& check_coh (dim a) (dim b) W A mu,
                 Qle_bool (qentry v) (Qmult twoQ (qlast v)), Qle_bool (qerror v) (qstart c),
                 Qle_bool (Qmult (natQ (qsparsity cl).-1) mu) (qrate c) &
                 Qle_bool (Qmult s (Qmult cw level)) (qdrift c)]
          then Some (KnowQ (envQ c K) (Qplus (Qmult mu (envQ c K.-1)) (Qmult cw level)) (qlast v))
          else None
        else None
      else
        if [&& Qle_bool zeroQ (qweight c), check_coh (dim a) (dim b) W A (qweight c),
               Qle_bool (Qmult s (qmagnitude cl)) (qstart c), Qle_bool (Qmult cw level) (qoffset c),
               Qle_bool (Qmult (natQ (2 * qsparsity cl).-1) (qweight c)) (qrate c) &
               Qle_bool (Qmult (natQ (2 * qsparsity cl)) (qoffset c)) (qdrift c)]
        then let t := thresholdQ c K.-1 in Some (KnowQ (envQ c K) (Qmult twoQ t) t)
        else None
    else None
  else None.

Fixpoint run_plan (sts : seq stageQ) (kn : knownQ) : option knownQ :=
  if sts is st :: sts' then
    if stage_after st kn is Some v then run_plan sts' (learnQ kn ((qgap st).+1 + qfrom st)%N v) else None
  else Some kn.

Definition nothingQ : knownQ := fun j => if j is 0%N then Some (KnowQ zeroQ zeroQ zeroQ) else None.

(* the bounds of the layers from J down; layer J must have been coded *)
Fixpoint boundQ (kn : knownQ) (fuel j : nat) : option Q :=
  if kn j is Some v then Some (qerror v)
  else if fuel is f.+1 then
    if boundQ kn f j.+1 is Some b then
      Some (Qred (Qplus (Qmult (mat_norm1 (layerQ j)) b) (qnoise (classOf j))))
    else None
  else None.

Fixpoint errors_hold (kn : knownQ) (j : nat) (errors : seq Q) : bool :=
  if errors is e :: errors' then
    (if boundQ kn (size layers - j)%N j is Some b then Qle_bool zeroQ b && Qle_bool b e else false) &&
    errors_hold kn j.+1 errors'
  else true.

Definition class_ok (c : classQ) : bool :=
  [&& leq 1 (qsparsity c), Qle_bool zeroQ (qmagnitude c) & Qle_bool zeroQ (qnoise c)].

Definition check_deep (stages : seq stageQ) (errors : seq Q) : bool :=
  [&& well_formed, eqn (size classes) (size layers), all class_ok classes, eqn (size errors) (size layers) &
      if run_plan stages nothingQ is Some kn then errors_hold kn 1 errors else false].

End Program.

(* --- what it proves --- *)

Section Sound.
Variable R : realFieldType.
Variables (rows : nat) (layers : seq mat) (classes : seq classQ).

Notation dim := (dim rows layers).
Notation layerQ := (layerQ layers).
Notation classOf := (classOf classes).
Notation chainQ := (chainQ rows layers).
Notation spreadQ := (spreadQ rows layers classes).
Let J := size layers.

(* dictionary j leads from x_{j+1} to x_j *)
Definition dict (j : nat) : 'M[R]_(dim j, dim j.+1) := mx R _ _ (layerQ j).

Lemma well_formedP : well_formed rows layers -> forall j, (j < J)%N -> sizes (dim j) (mcols (layerQ j)).
Proof.
rewrite /well_formed /J /CheckDeep.layerQ.
suff H ls m : formed_from ls m -> forall j, (j < size ls)%N ->
   sizes (if j is j'.+1 then size (mcols (nth mat0 ls j')) else m) (mcols (nth mat0 ls j)).
  by move=> /H h j /h; case: j.
elim: ls m => [//|l ls IH] m /= /andP[h1 h2] [|j] //=.
by rewrite ltnS => jl; have := IH _ h2 j jl; case: j jl.
Qed.

Section Formed.
Hypothesis wf : forall j, (j < J)%N -> sizes (dim j) (mcols (layerQ j)).

Lemma chain_formed a k : (k + a < J)%N ->
  [/\ size (mcols (chainQ a k)) = dim (k.+1 + a), sizes (dim a) (mcols (chainQ a k)) &
      mx R (dim a) (dim (k.+1 + a)) (chainQ a k) = chain dict a k.+1].
Proof.
elim: k => [|k IH] h.
  split=> //; first by apply: wf.
  by rewrite /= mul1mx.
have [h1 h2 h3] := IH (ltnW h).
split; first by rewrite /= size_map.
- by apply: sizes_mul h1 h2.
- rewrite -[chain dict a k.+2]/(chain dict a k.+1 *m dict (k.+1 + a)) -h3.
  exact: (mx_mul R h1 erefl h2 (wf h)).
Qed.

Lemma chain_le a k : (k + a < J)%N -> norm1 (chain dict a k.+1) <= ofQ R (mat_norm1 (chainQ a k)).
Proof. by move=> h; have [h1 h2 <-] := chain_formed h; apply: norm1_mx. Qed.

Definition noiseR j : R := ofQ R (qnoise (classOf j.-1)).

Hypothesis ok : forall j, (j < J)%N -> class_ok (classOf j).

Lemma noise0 j : (j < J)%N -> 0 <= noiseR j.+1.
Proof. by move=> /ok/and3P[_ _]; rewrite -(ofQ_ge0 R). Qed.

Lemma spreadP a k : (k + a < J)%N -> spread dict noiseR a k.+1 <= ofQ R (spreadQ a k).
Proof.
elim: k => [|k IH] h.
  rewrite /spread big_ord_recr big_ord0 /= add0r -[X in _ <= X]mul1r ler_wpmul2r ?noise0 //.
  apply: norm1_le => [|j]; first exact: ler01.
  rewrite (bigD1 j) //= mxE eqxx normr1 big1 ?addr0 // => i ij.
  by rewrite mxE (negbTE ij) normr0.
rewrite /spread big_ord_recr /= ofQ_red ofQD ofQM; apply: ler_add; first exact: (IH (ltnW h)).
by rewrite ler_wpmul2r ?noise0 // chain_le // ltnW.
Qed.

Definition schedR (c : schedQ) : schedule R :=
  Schedule (ofQ R (qstart c)) (ofQ R (qrate c)) (ofQ R (qdrift c)) (ofQ R (qweight c)) (ofQ R (qoffset c)).

Lemma envQE c k : ofQ R (envQ c k) = envelope (schedR c) k.
Proof. by elim: k => [//|k IH] /=; rewrite ofQ_red ofQD ofQM IH. Qed.

Lemma thresholdQE c k : ofQ R (thresholdQ c k) = threshold (schedR c) k.
Proof. by rewrite ofQD ofQM envQE. Qed.

(* the analysis of a stage, as a matrix of the certificate *)
Definition analysis_mat (st : stageQ) : mat :=
  match qanalysis st with Explicit W => W | Multiple q => mat_scale q (chainQ (qfrom st) (qgap st)) end.

Definition stageR (st : stageQ) (level : Q) : stage R dim :=
  @Stage R dim (qfrom st) (qgap st) (qrefit st) (mx R _ _ (analysis_mat st)) (schedR (qsched st)) (qsteps st)
    (ofQ R (if qrefit st then mat_cross (analysis_mat st) (chainQ (qfrom st) (qgap st)) else qweight (qsched st)))
    (ofQ R (mat_largest (analysis_mat st))) (ofQ R level).

Definition levelQ (st : stageQ) (kn : knownQ) : Q :=
  if kn (qfrom st) is Some u then Qred (Qplus (qerror u) (spreadQ (qfrom st) (qgap st))) else zeroQ.

Definition same (kn : knownQ) (k : known R) : Prop := forall j,
  k j = if kn j is Some v then Some (Knowledge (ofQ R (qerror v)) (ofQ R (qentry v)) (ofQ R (qlast v))) else None.

Definition sR j := qsparsity (classOf j.-1).
Definition BR j : R := ofQ R (qmagnitude (classOf j.-1)).

Lemma twoQE : ofQ R twoQ = 2%:R. Proof. exact: (natQE R 2). Qed.

Lemma stage_afterP st kn k v : same kn k -> stage_after rows layers classes st kn = Some v ->
  let st' := stageR st (levelQ st kn) in
  stage_covers dict sR BR noiseR J st' k /\
  same (learnQ kn ((qgap st).+1 + qfrom st)%N v) (learn k (to st') (after st' k)).
Proof.
move=> sm; rewrite /stage_after; set b := (_ + _)%N.
case: ifP => // /andP[bJ K0].
have [s0 _ _] := and3P (ok (bJ : (b.-1 < J)%N)).
rewrite /levelQ; case ku : (kn (qfrom st)) => [u|] //.
set W := match qanalysis st with Explicit _ => _ | _ => _ end.
set level := Qred _.
have kJ : (qgap st + qfrom st < J)%N by rewrite -addSn.
have [h1 h2 h3] := chain_formed kJ.
have cw0 : 0 <= ofQ R (mat_largest W) by apply: mat_largest_ge0.
have cwP i j : `|mx R (dim (qfrom st)) (dim b) W i j| <= ofQ R (mat_largest W) by apply: mx_maxabs.
have ekn : k (qfrom st) = Some (Knowledge (ofQ R (qerror u)) (ofQ R (qentry u)) (ofQ R (qlast u))).
  by rewrite sm ku.
have lv : ofQ R (qerror u) + spread dict noiseR (qfrom st) (qgap st).+1 <= ofQ R level.
  by rewrite ofQ_red ofQD ler_add2l; apply: spreadP.
case rf : (qrefit st).
  case kb : (kn b) => [w|] //; case: ifP => // /and5P[co h4 h5 h6 h7] [<-].
  have := check_cohP R co; rewrite h3 => coR.
  have ekb : k b = Some (Knowledge (ofQ R (qerror w)) (ofQ R (qentry w)) (ofQ R (qlast w))) by rewrite sm kb.
  move: h4 h5 h6 h7; rewrite -!(ofQ_le R) !ofQM !natQE twoQE => h4 h5 h6 h7.
  split.
    rewrite /stage_covers /stageR /analysis_mat -/W rf /=; split=> //.
    - by split=> //; rewrite /ofQ /= mulr_ge0 ?invr_ge0 ?(ltW (ofZ_pos _ _)) // -[X in X <= _](ofZ0 R) ofZ_le cross_ge0.
    - by exists (Knowledge (ofQ R (qerror u)) (ofQ R (qentry u)) (ofQ R (qlast u))).
    - exists (Knowledge (ofQ R (qerror w)) (ofQ R (qentry w)) (ofQ R (qlast w))) => //; split=> //=.
      by move: h6; rewrite -subn1 natrB.
  move=> j; rewrite /learn /learnQ /stageR /after /analysis_mat -/W rf /= -/b -[eqn b j]/(b == j).
  case: eqP => [_|_]; last exact: sm.
  by rewrite /to /= -/b ekb ofQD !ofQM envQE !envQE.
case: ifP => // /and5P[w0 co h4 h5 /andP[h6 h7]] [<-].
have := check_cohP R co; rewrite h3 => coR.
move: w0 h4 h5 h6 h7; rewrite -(ofQ_ge0 R) -!(ofQ_le R) !ofQM !natQE => w0 h4 h5 h6 h7.
split.
  rewrite /stage_covers /stageR /analysis_mat -/W rf /=; split=> //.
  - by exists (Knowledge (ofQ R (qerror u)) (ofQ R (qentry u)) (ofQ R (qlast u))).
  - split=> //=; move: h6; rewrite -subn1 natrB // /sR -/b.
    by rewrite (leq_trans s0) // leq_pmull.
move=> j; rewrite /learn /learnQ /stageR /after /analysis_mat -/W rf /= -/b -[eqn b j]/(b == j).
case: eqP => [_|_]; last exact: sm.
by rewrite ofQM twoQE !thresholdQE !envQE.
Qed.


(* the stages of the certificate with the level that each has to cover *)
Fixpoint plan (sts : seq stageQ) (kn : knownQ) : seq (stage R dim) :=
  if sts is st :: sts' then
    stageR st (levelQ st kn) ::
    plan sts' (if stage_after rows layers classes st kn is Some v then learnQ kn ((qgap st).+1 + qfrom st)%N v else kn)
  else [::].

Lemma run_planP sts kn k kn' : same kn k -> run_plan rows layers classes sts kn = Some kn' ->
  covered dict sR BR noiseR J (plan sts kn) k /\ same kn' (knowledge_of (plan sts kn) k).
Proof.
elim: sts kn k => [|st sts IH] kn k sm /=; first by move=> [<-].
case h : (stage_after _ _ _ _ _) => [v|] // hr.
have [c sm'] := stage_afterP sm h.
by have [c' sm''] := IH _ _ sm' hr.
Qed.

Lemma errors_holdP kn j errors : errors_hold layers classes kn j errors -> forall i, (i < size errors)%N ->
  exists2 b, boundQ layers classes kn (J - (j + i)) (j + i) = Some b & 0 <= ofQ R b <= ofQ R (nth zeroQ errors i).
Proof.
elim: errors j => [//|e errors IH] j /= /andP[h1 h2] [|i] /=.
  by rewrite addn0 => _; case: boundQ h1 => // b h; exists b; rewrite ?ofQ_ge0 ?ofQ_le.
by rewrite ltnS => hi; have := IH _ h2 i hi; rewrite addSnnS.
Qed.

Definition boundR (kn : knownQ) (j : nat) : R :=
  ofQ R (if boundQ layers classes kn (J - j) j is Some b then b else zeroQ).

Lemma same_nothing : same nothingQ (nothing R).
Proof. by case=> [|j]; rewrite //= !zeroQE. Qed.

Lemma boundsP sts kn errors : run_plan rows layers classes sts nothingQ = Some kn ->
  errors_hold layers classes kn 1 errors -> size errors = J -> (0 < J)%N ->
  bounds_hold dict noiseR J (plan sts nothingQ) (boundR kn).
Proof.
move=> hr he se J0 j jJ.
have [_ sm] := run_planP same_nothing hr.
rewrite sm; case kj : (kn j) => [v|].
  by rewrite /boundR; case: (J - j)%N => [|f] /=; rewrite kj.
have j0 : (0 < j)%N.
  rewrite lt0n; apply/eqP => jE; have := knowledge_coded (plan sts nothingQ) (nothing R) j.
  by rewrite sm kj jE orbT.
have := errors_holdP he (i := j.-1); rewrite se add1n prednK // => /(_ jJ)[b].
have [jE|ne] := eqVneq j J; first by rewrite jE subnn /= -jE kj.
have lt : (j < J)%N by rewrite ltn_neqAle ne.
move=> hb _; split=> //; rewrite /boundR hb; move: hb; rewrite -(subnSK lt) /= kj.
have := errors_holdP he (i := j); rewrite se add1n => /(_ lt)[b' -> /andP[b0 _]] [<-].
by rewrite ofQ_red ofQD ofQM ler_add2r; apply: ler_wpmul2r => //; apply: norm1_mx (wf lt).
Qed.

End Formed.

(* What an accepted certificate proves, in every ordered field. *)
Theorem deep_envelope_sound (stages : seq stageQ) (errors : seq Q) :
  check_deep rows layers classes stages errors ->
  forall x e : estimates R dim,
  (forall j, (j < J)%N ->
     x j = dict j *m x j.+1 + e j /\
     [/\ (l0 (x j.+1) <= qsparsity (classOf j))%N,
         forall i, `|x j.+1 i 0| <= ofQ R (qmagnitude (classOf j)) &
         l1 (e j) <= ofQ R (qnoise (classOf j))]) ->
  asked (plan stages nothingQ) (nothing R) x ->
  forall j, (j < J)%N ->
    l1 (deep_codes dict (plan stages nothingQ) J (x 0%N) j.+1 - x j.+1) <= ofQ R (nth zeroQ errors j).
Proof.
move=> /and5P[/well_formedP wf /eqP sc okc /eqP se h] x e hx ask j jJ.
have ok i : (i < J)%N -> class_ok (classOf i) by move=> iJ; apply: (all_nthP (ClassQ 0 zeroQ zeroQ) okc); rewrite sc.
case hr : run_plan h => [kn|] // he.
have [cov sm] := run_planP wf ok same_nothing hr.
have J0 : (0 < J)%N by apply: leq_ltn_trans jJ.
have hb := boundsP wf ok hr he se J0.
have [b bE /andP[_ be]] := errors_holdP he (i := j) ltac:(by rewrite se).
apply: (@le_trans _ _ (boundR kn j.+1)); last by rewrite /boundR -add1n bE.
have s0 i : (0 < i <= J)%N -> (0 < sR i)%N /\ 0 <= BR i.
  by case: i => // i /= iJ; have /and3P[h1 h2 _] := ok i iJ; rewrite /sR /BR /= ofQ_ge0.
have cl : dsc_class dict sR BR noiseR J x e.
  by move=> i iJ; have [ex [l m n]] := hx i iJ.
exact: deep_envelope_holds s0 cov hb cl ask j.+1 jJ.
Qed.

End Sound.
