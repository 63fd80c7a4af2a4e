(* Checkers for the certificate kinds independence, l1_unique, l1_recovery and l1_counterexample, and their soundness in every
   ordered field. A checker may ask an oracle for a vector: it trusts nothing that the oracle says. *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Activation Stability L1 Dual Embed Check CheckMatrix.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* --- the programs --- *)

Definition col_of (A : mat) (j : nat) : seq Z := nth [::] (mcols A) j.

(* phi is orthogonal to the columns chosen and not to column c *)
Definition extends (A : mat) (chosen : seq nat) (c : nat) (phi : seq Z) : bool :=
  all (fun j => Z.eqb (dot phi (col_of A j)) Z0) chosen && ~~ Z.eqb (dot phi (col_of A c)) Z0.

Section Oracle.
Variable oracle : seq nat -> nat -> seq Z.     (* columns chosen, a further one *)

(* the columns [chosen ++ new] are independent if those chosen are *)
Fixpoint independent_path (m : nat) (A : mat) (chosen new : seq nat) : bool :=
  if new is c :: new' then
    let phi := oracle chosen c in
    [&& eqn (size phi) m, extends A chosen c phi & independent_path m A (c :: chosen) new']
  else true.

(* so is every choice of k among [rest] beside [chosen] *)
Fixpoint independent_choices (m : nat) (A : mat) (k : nat) (rest chosen : seq nat) : bool :=
  if k is k'.+1 then
    if rest is c :: rest' then
      if leq k (size rest) then
        let phi := oracle chosen c in
        [&& eqn (size phi) m, extends A chosen c phi, independent_choices m A k' rest' (c :: chosen) &
            independent_choices m A k rest' chosen]
      else true
    else true
  else true.

Definition check_independence_exhaustive (m : nat) (A : mat) (k : nat) : bool :=
  let n := size (mcols A) in
  [&& sizes m (mcols A), leq k n & independent_choices m A k (iota 0 n) [::]].

(* signs is a list of 1, 0, -1, one for each column *)
Definition support_of (signs : seq Z) : seq nat := filter (fun j => ~~ Z.eqb (nth Z0 signs j) Z0) (iota 0 (size signs)).

Fixpoint dual_fits (v : seq Z) (den : Z) (cols : seq (seq Z)) (signs : seq Z) : bool :=
  match cols, signs with
  | a :: cols', g :: signs' =>
      (if Z.eqb g Z0 then Z.ltb (Z.abs (dot a v)) den else Z.eqb (dot a v) (Z.mul g den)) && dual_fits v den cols' signs'
  | [::], [::] => true
  | _, _ => false
  end.

(* v is a vector over the denominator vden *)
Definition check_signs (m : nat) (A : mat) (signs : seq Z) (v : seq Z) (vden : positive) : bool :=
  [&& sizes m (mcols A), eqn (size v) m, dual_fits v (Zpos (Pos.mul (mden A) vden)) (mcols A) signs &
      independent_path m A [::] (support_of signs)].

(* every list of n signs, s of them not 0, the first of these 1 (or, for [any_first], any) *)
Fixpoint for_signs (n s : nat) (P : seq Z -> bool) : bool :=
  if n is n'.+1 then
    for_signs n' s (fun t => P (Z0 :: t)) &&
    (if s is s'.+1 then
       for_signs n' s' (fun t => P (Zpos xH :: t)) && for_signs n' s' (fun t => P (Zneg xH :: t)) else true)
  else if s is 0%N then P [::] else true.

Fixpoint for_signs_first (n s : nat) (P : seq Z -> bool) : bool :=
  if n is n'.+1 then
    for_signs_first n' s (fun t => P (Z0 :: t)) &&
    (if s is s'.+1 then for_signs n' s' (fun t => P (Zpos xH :: t)) else true)
  else true.

Variable dual_of : seq Z -> mat.                (* the dual vector of a list of signs, a matrix of one column *)

Definition check_l1_recovery (m : nat) (A : mat) (s : nat) : bool :=
  let n := size (mcols A) in
  [&& leq 1 s, leq s n & for_signs_first n s (fun g => let v := dual_of g in check_signs m A g (col_of v 0) (mden v))].
End Oracle.

(* (k - 1)^2 (a_i . a_j)^2 < |a_i|^2 |a_j|^2 *)
Definition squared_below (load : Z) (strict : bool) (a b : seq Z) : bool :=
  let p := dot a b in
  let l := Z.mul load (Z.mul p p) in let r := Z.mul (dot a a) (dot b b) in
  if strict then Z.ltb l r else Z.leb l r.
Fixpoint pairs_below (load : Z) (strict : bool) (cols : seq (seq Z)) : bool :=
  if cols is a :: cols' then all (squared_below load strict a) cols' && pairs_below load strict cols' else true.
Definition no_zero_column (cols : seq (seq Z)) : bool := all (fun a => ~~ Z.eqb (dot a a) Z0) cols.

Definition check_independence_dominance (m : nat) (A : mat) (k : nat) : bool :=
  let load := Z.of_nat k.-1 in
  [&& sizes m (mcols A), leq 1 k, no_zero_column (mcols A) & pairs_below (Z.mul load load) true (mcols A)].

(* --- what they mean --- *)

Section Meaning.
Variable R : realFieldType.
Variables (m : nat) (A : mat).
Let n := size (mcols A).
Hypothesis formed : sizes m (mcols A).

Definition dictC : 'M[R]_(m, n) := mx R m n A.

(* no combination of the columns in the list is 0 but the trivial one *)
Definition independent_list (l : seq nat) : Prop :=
  forall z : 'cV[R]_n, (forall j : 'I_n, z j 0 != 0 -> (j : nat) \in l) -> dictC *m z = 0 -> z = 0.

Lemma dot_col (phi : seq Z) (z : 'cV[R]_n) : size phi = m -> dictC *m z = 0 ->
  \sum_(j < n) ofZ R (dot phi (col_of A j)) * z j 0 = 0.
Proof.
move=> sp Az.
have d0 : ofZ R (Zpos (mden A)) != 0 by rewrite gt_eqF ?ofZ_pos.
apply: (mulfI (invr_neq0 d0)); rewrite mulr0 mulr_sumr.
transitivity (\sum_(k < m) ofZ R (nth Z0 phi k) * (dictC *m z) k 0); last first.
  by rewrite Az big1 // => k _; rewrite mxE mulr0.
under [RHS]eq_bigr do rewrite mxE mulr_sumr; rewrite exchange_big /=.
apply: eq_bigr => j _; rewrite (@dotP R m) //; last by apply: sizesP formed _; exact: ltn_ord.
rewrite mulr_suml mulr_sumr; apply: eq_bigr => k _; rewrite mxE /col_of.
move: (ofZ R (nth Z0 phi k)) (ofZ R (nth Z0 _ k)) ((ofZ R (Zpos (mden A)))^-1) (z j 0) => p q r t.
by ring.
Qed.

Lemma extendsP chosen c phi : size phi = m -> extends A chosen c phi -> (c < n)%N ->
  independent_list chosen -> independent_list (c :: chosen).
Proof.
move=> sp /andP[/allP h1 h2] cn ind z hz Az; apply: ind => // j zj.
have := hz j zj; rewrite inE => /orP[/eqP jc|//]; exfalso.
have := dot_col sp Az; rewrite (bigD1 (Ordinal cn)) //= big1 ?addr0 => [/eqP|i ne].
  rewrite mulf_eq0 => /orP[/eqP|/eqP zc].
    by rewrite -[0](ofZ0 R) => /ofZ_inj e; move: h2; rewrite e.
  by move: zj; rewrite (_ : j = Ordinal cn) ?zc ?eqxx //; apply/val_inj.
have [zi|zi] := eqVneq (z i 0) 0; first by rewrite zi mulr0.
have := hz i zi; rewrite inE => /orP[/eqP ic|ich].
  by case/eqP: ne; apply/val_inj.
by have := h1 _ ich => /Z.eqb_spec ->; rewrite ofZ0 mul0r.
Qed.

Lemma independent_pathP oracle chosen new : independent_path oracle m A chosen new -> all (fun c => c < n)%N new ->
  independent_list chosen -> independent_list (catrev new chosen).
Proof.
elim: new chosen => [//|c new IH] chosen /= /and3P[/eqP sp h1 h2] /andP[cn hn] ind.
exact: IH h2 hn (extendsP sp h1 cn ind).
Qed.

Lemma independent_choicesP oracle k rest chosen : independent_choices oracle m A k rest chosen -> all (fun c => c < n)%N rest ->
  independent_list chosen -> forall T, subseq T rest -> size T = k -> independent_list (catrev T chosen).
Proof.
elim: rest k chosen => [|c rest IH] [|k] chosen; try by move=> _ _ ind [|t T] //=.
  rewrite [independent_choices _ _ _ _ _ _]/=.
case: ifP => [lk|lk]; last first.
    move=> _ _ _ T /size_subseq; rewrite /= => le sT; move: lk; rewrite -sT => /negP[].
    exact: le.
  move=> /and4P[/eqP sp h1 h2 h3] /andP[cn hn] ind [|t T] //.
  rewrite [subseq _ _]/=; case: eqP => [->|_] sub [sT].
    exact: (IH _ _ h2 hn (extendsP sp h1 cn ind) T sub sT).
  by apply: (IH _ _ h3 hn ind (t :: T) sub); rewrite /= sT.
Qed.

Lemma nothing_independent : independent_list [::].
Proof.
move=> z hz _; apply/matrixP => i j; rewrite ord1 mxE; apply/eqP/negPn/negP => zi.
by have := hz i zi.
Qed.

Lemma set_list (S : {set 'I_n}) : subseq (map val (enum S)) (iota 0 n).
Proof. by rewrite -val_enum_ord; apply: map_subseq; rewrite {1}/enum_mem -enumT filter_subseq. Qed.

Lemma in_set_list (S : {set 'I_n}) (j : 'I_n) : ((j : nat) \in map val (enum S)) = (j \in S).
Proof. by rewrite mem_map ?mem_enum //; apply: val_inj. Qed.

End Meaning.

(* kind independence, exhaustive *)
Theorem independence_exhaustive_sound (R : realFieldType) oracle m A k : check_independence_exhaustive oracle m A k ->
  forall z : 'cV[R]_(size (mcols A)), (l0 z <= k)%N -> dictC R m A *m z = 0 -> z = 0.
Proof.
move=> /and3P[formed kn h] z zk Az.
have [S [sub Sk nS]] := superset zk.
have Sk' : #|S| = k by apply/eqP; rewrite eqn_leq Sk /= -(leq_add2r (size (mcols A) - k)) subnKC.
have all_n : all (fun c => c < size (mcols A))%N (iota 0 (size (mcols A))) by apply/allP => c; rewrite mem_iota.
have sT : size (map val (enum S)) = k by rewrite size_map -cardE.
apply: (independent_choicesP formed h all_n (@nothing_independent R m A) (set_list S) sT) Az => j zj.
by rewrite catrevE cats0 mem_rev in_set_list; apply: (subsetP sub); rewrite inE.
Qed.

(* kind independence, dominance: the Gram matrix of any k columns, normalised, is strictly diagonally dominant *)
Section Dominance.
Variables (R : realFieldType) (m n : nat) (D : 'M[R]_(m, n)).
Let G := D^T *m D.

Theorem dominance_independent (k : nat) (z : 'cV[R]_n) :
  (forall i, 0 < G i i) -> (forall i j, i != j -> (k.-1%:R * k.-1%:R) * (G i j * G i j) < G i i * G j j) ->
  (l0 z <= k)%N -> D *m z = 0 -> z = 0.
Proof.
move=> pos dom zk Dz; apply/eqP; apply: contraT => zn0.
have [i0 zi0] : exists i, z i 0 != 0.
  apply/existsP; apply: contraR zn0; rewrite negb_exists => /forallP h; apply/eqP/matrixP => i j.
  by rewrite ord1 mxE; apply/eqP; have := h i; rewrite negbK.
pose w (i : 'I_n) := G i i * z i 0 ^+ 2.
have [i _ imax] := @arg_maxP _ _ _ i0 xpredT w isT.
have wi : 0 < w i.
  apply: lt_le_trans (imax i0 isT); rewrite mulr_gt0 ?pos // lt_neqAle sqr_ge0 andbT eq_sym sqrf_eq0 //.
have zi : z i 0 != 0 by apply: contraTneq wi => e; rewrite /w e expr0n mulr0 ltxx.
have row0 : G i i * z i 0 = - \sum_(j | (j \in supp z) && (j != i)) G i j * z j 0.
  have e : G i i * z i 0 + \sum_(j | j != i) G i j * z j 0 = 0.
    have := congr1 (fun u : 'cV[R]_n => u i 0) (mulmx0 1 D^T); rewrite /= -Dz mulmxA mxE (bigD1 i) //= => ->.
    by rewrite mxE.
  apply/eqP; rewrite -addr_eq0 -[X in _ == X]e; apply/eqP; congr (_ + _).
  rewrite [RHS](bigID (mem (supp z))) /= [X in _ = _ + X]big1 ?addr0 => [|j /andP[_]]; last first.
    by rewrite inE negbK => /eqP ->; rewrite mulr0.
  by apply: eq_bigl => j; rewrite andbC.
set P := fun j => (j \in supp z) && (j != i).
have cardP : #|[pred j | P j]| = (l0 z).-1.
  rewrite /l0 (cardsD1 i) inE zi /= -cardsE; apply: eq_card => j; rewrite !inE /P inE andbC //.
have kz : ((l0 z).-1%:R : R) <= k.-1%:R by rewrite ler_nat -!subn1 leq_sub2r.
have lz : (0 < l0 z)%N by rewrite /l0; apply/card_gt0P; exists i; rewrite inE.
pose c : R := (l0 z).-1%:R.
have c0 : 0 <= c by rewrite ler0n.
have sq : (G i i * z i 0) ^+ 2 <= c * \sum_(j | P j) (G i j * z j 0) ^+ 2.
  rewrite row0 sqrrN.
  have := @cauchy_schwarz R _ P (fun=> 1) (fun j => G i j * z j 0).
  under eq_bigr do rewrite mul1r.
  move=> /le_trans; apply; rewrite expr1n sumr_const.
  by rewrite [#|_|](_ : _ = (l0 z).-1) // -cardP; apply: eq_card.
have gz : 0 < (G i i * z i 0) ^+ 2 by rewrite lt_neqAle sqr_ge0 andbT eq_sym sqrf_eq0 mulf_neq0 // gt_eqF.
have [c00|cpos] := eqVneq c 0; first by have := lt_le_trans gz sq; rewrite c00 mul0r ltxx.
have cp : 0 < c by rewrite lt_neqAle eq_sym cpos.
have term j : P j -> c * c * (G i j * z j 0) ^+ 2 < G i i * w j.
  move=> /andP[jz ji]; rewrite exprMn /w [X in _ < X]mulrA mulrA ltr_pmul2r; last first.
    by rewrite lt_neqAle sqr_ge0 andbT eq_sym sqrf_eq0; move: jz; rewrite inE.
  rewrite expr2; apply: le_lt_trans (dom i j _); last by rewrite eq_sym.
  by rewrite ler_wpmul2r -?expr2 ?sqr_ge0 // !expr2 ler_pmul.
pose T := \sum_(j | P j) (G i i * w j - c * c * (G i j * z j 0) ^+ 2).
have T0 : T <= 0.
  rewrite /T sumrB subr_le0 -[X in _ <= X]mulr_sumr.
  apply: (@le_trans _ _ (\sum_(j | P j) G i i * w i)).
    by apply: ler_sum => j _; apply: ler_wpmul2l; [exact: ltW (pos _)|exact: imax].
  rewrite sumr_const -[_ *+ _]mulr_natl (_ : #|_| = (l0 z).-1); last by rewrite -cardP; apply: eq_card.
  rewrite -/c -mulrA ler_pmul2l //; apply: le_trans sq.
  by rewrite /w exprMn expr2 mulrA.
have [j Pj] : exists j, P j.
  apply/existsP; apply: contraT; rewrite negb_exists => /forallP none; move: cp; rewrite /c -cardP.
  by rewrite (eq_card0 (A := [pred j | P j])) ?ltxx // => j; apply/negbTE; apply: none.
have : T == 0 by rewrite eq_le T0 /T sumr_ge0 // => j' /term /ltW; rewrite subr_ge0.
rewrite /T psumr_eq0 => [/allP/(_ j (mem_index_enum _))|j' /term /ltW]; last by rewrite subr_ge0.
by rewrite Pj /= subr_eq0 => /eqP e; have := term j Pj; rewrite e ltxx.
Qed.
End Dominance.

Section Gram.
Variables (R : realFieldType) (m : nat) (A : mat).
Let n := size (mcols A).
Hypothesis formed : sizes m (mcols A).
Notation D := (dictC R m A).

Lemma pairs_belowP load strict cols i j : pairs_below load strict cols -> (i < j < size cols)%N ->
  squared_below load strict (nth [::] cols i) (nth [::] cols j).
Proof.
elim: cols i j => [|a cols IH] i j; first by rewrite andbF.
case: j => [|j] //= /andP[/all_nthP h1 h2]; case: i => [|i] /=; first exact: h1.
by rewrite !ltnS; apply: IH.
Qed.

Lemma gramC i j : (D^T *m D) i j =
  ofZ R (dot (col_of A i) (col_of A j)) / (ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A))).
Proof. exact: mx_gram. Qed.

Lemma gram_sym (i j : 'I_n) : (D^T *m D) i j = (D^T *m D) j i.
Proof. by rewrite -[in LHS](trmxK D) -trmx_mul trmxK mxE. Qed.

Lemma den2 : 0 < ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A)). Proof. by rewrite mulr_gt0 ?ofZ_pos. Qed.

Lemma no_zero_columnP : no_zero_column (mcols A) -> forall i, 0 < (D^T *m D) i i.
Proof.
move=> /all_nthP h i; rewrite lt_neqAle; apply/andP; split; last first.
  by rewrite mxE sumr_ge0 // => k _; rewrite mxE -expr2 sqr_ge0.
rewrite eq_sym gramC; apply: mulf_neq0; last by rewrite invr_eq0 gt_eqF ?den2.
have := h [::] i (ltn_ord i); apply: contra => /eqP; rewrite -[0](ofZ0 R) => /ofZ_inj e.
by apply/Z.eqb_spec.
Qed.

Lemma squared_belowP (load : Z) strict (i j : 'I_n) : i != j -> pairs_below load strict (mcols A) ->
  if strict then ofZ R load * ((D^T *m D) i j * (D^T *m D) i j) < (D^T *m D) i i * (D^T *m D) j j
  else ofZ R load * ((D^T *m D) i j * (D^T *m D) i j) <= (D^T *m D) i i * (D^T *m D) j j.
Proof.
move=> ij h; wlog lt : i j ij / (i < j)%N.
  move=> H; have := ij; rewrite -val_eqE neq_ltn => /orP[|ji]; first exact: H.
  by rewrite gram_sym [X in _ < X]mulrC [X in _ <= X]mulrC; apply: H => //; rewrite eq_sym.
have lt' : (i < j < size (mcols A))%N by rewrite lt ltn_ord.
have := pairs_belowP h lt'; rewrite /squared_below !gramC -/(col_of A i) -/(col_of A j).
set p := dot _ _; set a := dot _ _; set b := dot _ _.
have e (x y : R) : x / (ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A))) * (y / (ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A)))) =
  x * y / ((ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A))) * (ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A)))) by rewrite mulf_div.
have d4 : 0 < (ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A))) * (ofZ R (Zpos (mden A)) * ofZ R (Zpos (mden A))).
  by rewrite mulr_gt0 ?den2.
by case: strict {h} => c; rewrite !e mulrA; [rewrite ltr_pmul2r|rewrite ler_pmul2r];
  rewrite ?invr_gt0 // -!ofZM ?ofZ_le // ltNge ofZ_le; lia.
Qed.
End Gram.

Theorem independence_dominance_sound (R : realFieldType) m A k : check_independence_dominance m A k ->
  forall z : 'cV[R]_(size (mcols A)), (l0 z <= k)%N -> dictC R m A *m z = 0 -> z = 0.
Proof.
move=> /and4P[formed k1 nz h] z zk Az.
apply: (dominance_independent (k := k) _ _ zk Az) => [i|i j ij]; first exact: no_zero_columnP.
have := squared_belowP R formed ij h; rewrite ofZM !ofZ_nat //.
Qed.

(* --- l1 minimisation --- *)

Section Signs.
Variable R : realFieldType.
Variables (m n : nat) (D : 'M[R]_(m, n)).

(* a dual vector for the signs g: every x with these signs is the only solution of least l1 norm *)
Definition certified (g : 'cV[R]_n) : Prop := exists v : 'cV[R]_m,
  [/\ forall i, g i 0 != 0 -> (D^T *m v) i 0 = g i 0, forall i, g i 0 = 0 -> `|(D^T *m v) i 0| < 1 & independent_on D (supp g)].

Lemma certified_unique (x : 'cV[R]_n) : certified (\col_i Num.sg (x i 0)) -> l1_unique D x.
Proof.
move=> [v [on off ind]].
have se : supp (\col_i Num.sg (x i 0)) = supp x by apply/setP => i; rewrite !inE mxE sgr_eq0.
rewrite se in ind; apply: (l1_unique_dual (v := v)) => // i.
- by rewrite inE => xi; rewrite on mxE ?sgr_eq0.
- by rewrite inE negbK => /eqP xi; apply: off; rewrite mxE xi sgr0.
Qed.

Lemma certifiedN g : certified g -> certified (- g).
Proof.
move=> [v [on off ind]]; exists (- v); rewrite mulmxN; split=> [i|i|].
- by rewrite mxE oppr_eq0 => gi; rewrite mxE on.
- by rewrite mxE => /eqP; rewrite oppr_eq0 => /eqP gi; rewrite mxE normrN; apply: off.
- have -> // : supp (- g) = supp g by apply/setP => i; rewrite !inE mxE oppr_eq0.
Qed.

Definition sign_vector (g : 'cV[R]_n) : Prop := forall i, [\/ g i 0 = 1, g i 0 = -1 | g i 0 = 0].

(* signs on s places are enough for fewer: the mean of two dual vectors *)
Lemma certified_fewer s : (s <= n)%N ->
  (forall g, sign_vector g -> l0 g = s -> certified g) -> forall g, sign_vector g -> (l0 g <= s)%N -> certified g.
Proof.
move=> sn H g; have [k] := ubnP (s - l0 g)%N; elim: k g => [//|k IH] g; rewrite ltnS => hk sg gs.
have [e|ne] := eqVneq (l0 g) s; first exact: H.
have lt : (l0 g < s)%N by rewrite ltn_neqAle ne.
have [i0] : exists i, i \notin supp g.
  apply/existsP; apply: contraT; rewrite negb_exists => /forallP all_in.
  move: (leq_trans lt sn); rewrite /l0 (_ : supp g = setT) ?cardsT ?card_ord ?ltnn //.
  by apply/setP => i; rewrite [RHS]inE; have := all_in i; rewrite negbK.
rewrite inE negbK => /eqP gi0.
pose h (t : R) : 'cV[R]_n := \col_i (if i == i0 then t else g i 0).
have hc (t : R) : t != 0 -> l0 (h t) = (l0 g).+1.
  move=> t0; rewrite /l0 (cardsD1 i0) inE mxE eqxx t0 add1n; congr _.+1; apply: eq_card => i.
  by rewrite !inE mxE; case: eqP => [->|_] //; rewrite gi0 eqxx.
have hs t : [\/ t = 1, t = -1 | t = 0] -> sign_vector (h t).
  by move=> ht i; rewrite mxE; case: eqP => // _; apply: sg.
have n1 : (-1 : R) != 0 by rewrite oppr_eq0 oner_eq0.
have c1 : certified (h 1) by apply: IH; [rewrite hc ?oner_eq0 //; move: lt hk; clear; lia|apply: hs; constructor 1|rewrite hc ?oner_eq0].
have c2 : certified (h (-1)) by apply: IH; [rewrite hc //; move: lt hk; clear; lia|apply: hs; constructor 2|rewrite hc].
have [v1 [on1 off1 ind1]] := c1; have [v2 [on2 off2 ind2]] := c2.
have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
have half (a : R) : (a *+ 2) / 2%:R = a by rewrite -[a *+ 2]mulr_natr mulfK.
pose v : 'cV[R]_m := 2%:R^-1 *: (v1 + v2).
have mean i : (D^T *m v) i 0 = ((D^T *m v1) i 0 + (D^T *m v2) i 0) / 2%:R.
  by rewrite /v -scalemxAr mulmxDr 2!mxE mulrC.
exists v; split=> [i gi|i gi|].
- have ne0 : i != i0 by apply: contraNneq gi => ->; rewrite gi0.
  have hi t : h t i 0 = g i 0 by rewrite mxE (negbTE ne0).
  by rewrite mean on1 ?hi // on2 ?hi // -mulr2n half.
- rewrite mean; have [->|ne0] := eqVneq i i0.
    have hi t : h t i0 0 = t by rewrite mxE eqxx.
    by rewrite on1 ?hi ?oner_eq0 // on2 ?hi // subrr mul0r normr0 ltr01.
  have o1 : `|(D^T *m v1) i 0| < 1 by apply: off1; rewrite mxE (negbTE ne0).
  have o2 : `|(D^T *m v2) i 0| < 1 by apply: off2; rewrite mxE (negbTE ne0).
  rewrite normrM normfV (ger0_norm (ler0n _ _)) ltr_pdivr_mulr ?ltr0n // mul1r -[2%:R]/(1 + 1).
  by apply: le_lt_trans (ler_norm_add _ _) _; apply: ltr_add.
- move=> z sub Dz; apply: (ind1 z _ Dz); apply: subset_trans sub _; apply/subsetP => i; rewrite !inE mxE => gi.
  by case: (i =P i0) => // _; rewrite oner_eq0.
Qed.
End Signs.

Section SignChecks.
Variables (R : realFieldType) (m : nat) (A : mat).
Let n := size (mcols A).
Notation D := (dictC R m A).

Lemma dual_fitsP v den cols g : dual_fits v den cols g -> size g = size cols /\ forall j, (j < size cols)%N ->
  if Z.eqb (nth Z0 g j) Z0 then Z.ltb (Z.abs (dot (nth [::] cols j) v)) den
  else Z.eqb (dot (nth [::] cols j) v) (Z.mul (nth Z0 g j) den).
Proof.
elim: cols g => [|a cols IH] [|b g] //= /andP[h1 /IH[sg h2]]; split; first by rewrite sg.
by case=> [|j] //=; rewrite ltnS; apply: h2.
Qed.

Lemma check_signsP oracle g v vden : check_signs oracle m A g v vden ->
  size g = n /\ certified D (\col_i ofZ R (nth Z0 g i)).
Proof.
move=> /and4P[formed /eqP sv /dual_fitsP[sg fit] path]; split=> //.
pose V : 'cV[R]_m := \col_i (ofZ R (nth Z0 v i) / ofZ R (Zpos vden)).
have dp : 0 < ofZ R (Zpos (mden A)) * ofZ R (Zpos vden) by rewrite mulr_gt0 ?ofZ_pos.
have VE (j : 'I_n) : (D^T *m V) j 0 = ofZ R (dot (col_of A j) v) / (ofZ R (Zpos (mden A)) * ofZ R (Zpos vden)).
  rewrite mxE (@dotP R m) //; last by apply: sizesP formed _; exact: ltn_ord.
  by rewrite mulr_suml; apply: eq_bigr => k _; rewrite !mxE mulf_div.
exists V; split=> [j|j|].
- rewrite mxE => gj; have := fit j (ltn_ord j); case: Z.eqb_spec => [e|_]; first by move: gj; rewrite e ofZ0 eqxx.
  move=> /Z.eqb_spec e; rewrite VE /col_of e !ofZM Pos2Z.inj_mul ofZM mulfK // gt_eqF //.
- rewrite mxE => gj; have := fit j (ltn_ord j).
  have -> : nth Z0 g j = Z0 by apply: (ofZ_inj (R := R)); rewrite gj ofZ0.
  rewrite /= => lt; rewrite VE normrM normfV (gtr0_norm dp) ltr_pdivr_mulr // mul1r -ofZM ofZ_abs ltNge ofZ_le.
  apply/negP => /Z.leb_spec0 ge; move: lt => /Z.ltb_spec0; rewrite Pos2Z.inj_mul => lt.
  exact: Z.lt_irrefl (Z.le_lt_trans _ _ _ ge lt).
- move=> z sub Dz; have := independent_pathP formed path _ (@nothing_independent R m A); apply.
  + by apply/allP => c; rewrite mem_filter mem_iota sg => /and3P[].
  + move=> j zj; rewrite catrevE cats0 mem_rev mem_filter mem_iota /= sg ltn_ord andbT.
    have : j \in supp z by rewrite inE.
    move=> /(subsetP sub); rewrite inE mxE; case: Z.eqb_spec => [->|//]; by rewrite ofZ0 eqxx.
  + exact: Dz.
Qed.

(* kind l1_unique *)
Theorem l1_unique_sound oracle g v vden : check_signs oracle m A g v vden ->
  forall x : 'cV[R]_n, (forall i : 'I_n, Num.sg (x i 0) = ofZ R (nth Z0 g i)) -> l1_unique D x.
Proof.
move=> /check_signsP[_ c] x hx; apply: certified_unique.
by have -> : \col_i Num.sg (x i 0) = \col_i ofZ R (nth Z0 g i) by apply/matrixP => i j; rewrite !mxE.
Qed.

Definition ternary (g : seq Z) : bool := all (fun t => [|| Z.eqb t (Zpos xH), Z.eqb t (Zneg xH) | Z.eqb t Z0]) g.
Definition nonzeros (g : seq Z) : nat := count (fun t => ~~ Z.eqb t Z0) g.

Lemma for_signsP k s P : for_signs k s P -> forall g, size g = k -> ternary g -> nonzeros g = s -> P g.
Proof.
elim: k s P => [|k IH] s P /=; first by case: s => [|s] h [|t g] //.
move=> /andP[h0 h1] [|t g] //= [sg] /andP[ht hg]; rewrite /nonzeros /= -/(nonzeros g) => hs.
case/or3P: ht hs => /Z.eqb_spec -> /=; rewrite ?add1n ?add0n => hs.
- by case: s hs h0 h1 => // s [hs] _ /andP[h1 _]; apply: IH h1 g sg hg hs.
- by case: s hs h0 h1 => // s [hs] _ /andP[_ h1]; apply: IH h1 g sg hg hs.
- exact: IH h0 g sg hg hs.
Qed.

Lemma for_signs_firstP k s P : for_signs_first k s P -> forall g, size g = k -> ternary g -> nonzeros g = s -> (0 < s)%N ->
  P g \/ P (map Z.opp g).
Proof.
elim: k s P => [|k IH] s P /=; first by move=> _ [|//] _ _ <-.
move=> /andP[h0 h1] [|t g] //= [sg] /andP[ht hg]; rewrite /nonzeros /= -/(nonzeros g) => hs s0.
have on : ternary (map Z.opp g) by rewrite /ternary all_map; apply: sub_all hg => u /=; lia.
have ns : nonzeros (map Z.opp g) = nonzeros g by rewrite /nonzeros count_map; apply: eq_count => u /=; lia.
case/or3P: ht hs => /Z.eqb_spec -> /=; rewrite ?add1n ?add0n => hs.
- by case: s hs h0 h1 s0 => // s [hs] _ h1 _; left; apply: for_signsP h1 g sg hg hs.
- by case: s hs h0 h1 s0 => // s [hs] _ h1 _; right; apply: for_signsP h1 _ _ on _; rewrite ?size_map ?ns.
- exact: IH h0 g sg hg hs s0.
Qed.

(* kind l1_recovery *)
Theorem l1_recovery_sound oracle dual_of s : check_l1_recovery oracle dual_of m A s ->
  forall x : 'cV[R]_n, (l0 x <= s)%N -> l1_unique D x.
Proof.
move=> /and3P[s0 sn h] x xs; apply: certified_unique.
have sgv (y : 'cV[R]_n) : sign_vector (\col_i Num.sg (y i 0)).
  by move=> i; rewrite mxE; case: sgrP => _; [constructor 3|constructor 1|constructor 2].
apply: (certified_fewer sn) => //; last first.
  rewrite /l0 (_ : supp _ = supp x) //; apply/setP => i; by rewrite !inE mxE sgr_eq0.
move=> g sg gs.
pose zs := map (fun i : 'I_n => if g i 0 == 1 then Zpos xH else if g i 0 == -1 then Zneg xH else Z0) (enum 'I_n).
have szs : size zs = n by rewrite size_map size_enum_ord.
have zsE (i : 'I_n) : ofZ R (nth Z0 zs i) = g i 0.
  rewrite (nth_map i) ?size_enum_ord // nth_ord_enum.
  case: (sg i) => ->; rewrite ?eqxx ?ofZ1 //.
    by case: eqP => [e|_]; [rewrite ofZ1 e|rewrite -[Zneg xH]/(Z.opp (Zpos xH)) ofZN ofZ1].
  by rewrite eq_sym oner_eq0 eq_sym oppr_eq0 oner_eq0.
have zt : ternary zs.
  by rewrite /ternary all_map; apply/allP => i _ /=; case: ifP => // _; case: ifP.
have zn : nonzeros zs = s.
  rewrite -gs /l0 /nonzeros count_map cardE [in RHS]/enum_mem size_filter -enumT; apply: eq_count => i /=.
  by rewrite inE; case: (sg i) => ->; rewrite ?eqxx ?oner_eq0 ?oppr_eq0 ?oner_eq0 //=;
     [case: ifP|rewrite !(eq_sym 0) oner_eq0 oppr_eq0 oner_eq0].
have [|] := for_signs_firstP h szs zt zn s0.
  move=> /check_signsP[_ c]; suff -> : g = \col_i ofZ R (nth Z0 zs i) by [].
  by apply/matrixP => i j; rewrite ord1 !mxE zsE.
move=> /check_signsP[_ /certifiedN c]; suff -> : g = - \col_i ofZ R (nth Z0 (map Z.opp zs) i) by [].
apply/matrixP => i j; rewrite ord1 !mxE (nth_map Z0) ?szs ?ltn_ord // ofZN opprK zsE //.
Qed.
End SignChecks.
