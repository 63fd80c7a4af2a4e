(* Section 2, system (2): all supports S_j = supp x_j are known, and x_J is sought in the null space of the rows
   of the products D_[j,J] outside S_j, layers 1 to J - 1 stacked. The print claims that its dimension is
   lambda_J - rank, smaller than lambda_J, that solving (2) is solving DSC, and that pushing back its solution
   solves DSC completely. Only the inclusion and rank-nullity are true: (2) does not contain the signal.
   With the signal's rows the system is equivalent to DSC on these supports. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Definitions Norms Uniqueness Printed Stability Dictionaries Inequality3 Products.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Definitions.
Variable R : rcfType.
Variables (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (J : nat).
Variable S : forall j, {set 'I_(d j)}.

(* D_[j,J] = D_(j+1) ... D_J: x_j from x_J. (conform_mx only casts d (J - j + j) to d J.) *)
Definition to_layer (j : nat) : 'M[R]_(d j, d J) := conform_mx 0 (product D j (J - j)).

(* x_S: the entries of x on S; and back, zero outside S *)
Definition restrict n (A : {set 'I_n}) (x : 'cV[R]_n) : 'cV[R]_#|A| := \col_c x (enum_val c) 0.
Definition extend n (A : {set 'I_n}) (z : 'cV[R]_#|A|) : 'cV[R]_n :=
  \col_i oapp (fun h : 'I_#|A| => z h 0) 0 [pick c | enum_val c == i].

(* Rows of layers 0 to J - 1: a place is a layer j and an index i of it. The columns are those of S_J. *)
Definition places : finType := [finType of {j : 'I_J & 'I_(d j)}].
Definition layer_of (p : places) : nat := tag (p : {j : 'I_J & 'I_(d j)}).
Definition index_of (p : places) : 'I_(d (layer_of p)) := tagged (p : {j : 'I_J & 'I_(d j)}).
Definition stacked (P : {set places}) : 'M[R]_(#|P|, #|S J|) :=
  \matrix_(r, c) to_layer (layer_of (enum_val r)) (index_of (enum_val r)) (enum_val c).

(* (2): the rows outside S_j of the layers 1, ..., J - 1 *)
Definition outside : {set places} := [set p | (0 < layer_of p)%N && (index_of p \notin S (layer_of p))].
Definition D_SJ := stacked outside.
(* the same below the rows that produce the signal *)
Definition D_signal : 'M[R]_(d 0%N, #|S J|) := \matrix_(i, c) to_layer 0 i (enum_val c).
Definition D_SJ_signal := col_mx D_signal D_SJ.

(* codes of DSC with supports within S *)
Definition on_supports (y : 'cV[R]_(d 0%N)) (x : forall j, 'cV[R]_(d j)) : Prop :=
  x 0%N = y /\ forall j, (j < J)%N -> x j = D j *m x j.+1 /\ supp (x j.+1) \subset S j.+1.

(* pushing back: x_j = D_(j+1) x_(j+1), from the entries of x_J *)
Definition push_back (z : 'cV[R]_#|S J|) (j : nat) : 'cV[R]_(d j) := to_layer j *m extend z.

(* the supports of the codes *)
Definition supports (x : forall j, 'cV[R]_(d j)) (j : nat) : {set 'I_(d j)} := supp (x j).
(* the dimension of the null space of a matrix: kermx is the space of row vectors v with v *m A = 0 *)
Definition nullity p q (A : 'M[R]_(p, q)) : nat := \rank (kermx A^T).
End Definitions.

(* What is true of (2), for every dictionary *)
Definition E2_null_space (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x, dsc D s J y x ->
  D_SJ D J (supports x) *m restrict (supports x J) (x J) = 0.
Definition E2_dimension (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) J (S : forall j, {set 'I_(d j)}), nullity (D_SJ D J S) = (#|S J| - \rank (D_SJ D J S))%N.

(* Read with lambda_J a bound, as Definition 1.2 has it, "of dimension lambda_J - rank" is false. *)
Definition E2_dimension_printed (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x, (1 < J)%N -> (forall j, (j < J)%N -> normalised (D j)) ->
  assumption1 D s J -> dsc D s J y x ->
  nullity (D_SJ D J (supports x)) = (s J - \rank (D_SJ D J (supports x)))%N.

(* The conditions of the section, with lambda_j the number of nonzeros of x_j itself *)
Definition exact_sparsity (R : rcfType) d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x : Prop :=
  [/\ (1 < J)%N, forall j, (j < J)%N -> normalised (D j), assumption1 D s J, dsc D s J y x &
      forall j, (j < J)%N -> l0 (x j.+1) = s j.+1].

(* "of dimension lambda_J - rank and smaller than lambda_J" *)
Definition E2_smaller_printed (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x, exact_sparsity D s J y x ->
  (nullity (D_SJ D J (supports x)) < s J)%N.

(* "solving DSC is equivalent to solving the linear system (2)", with "push back": a nonzero null vector gives codes of y *)
Definition E2_equivalent_printed (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x, exact_sparsity D s J y x ->
  let S := supports x in
  forall z, z != 0 -> (D_SJ D J S *m z = 0 <-> on_supports D J S y (push_back D z)).

(* "we completely solve": at least up to a factor, the null space is the code *)
Definition E2_solves_printed (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x, exact_sparsity D s J y x ->
  let S := supports x in
  forall z, D_SJ D J S *m z = 0 -> exists a, z = a *: restrict (S J) (x J).

(* Repaired: with the signal's rows, the system is equivalent, and under Assumption 1 it has full column rank. *)
Definition E2_equivalent_repaired (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) J (S : forall j, {set 'I_(d j)}) y, (0 < J)%N ->
  (forall z, D_SJ_signal D J S *m z = col_mx y 0 <-> on_supports D J S y (push_back D z)) /\
  (forall x, on_supports D J S y x -> forall j, (j <= J)%N -> x j = push_back D (restrict (S J) (x J)) j).
Definition E2_solves_repaired (R : rcfType) : Prop :=
  forall d (D : forall j, 'M[R]_(d j, d j.+1)) s J (S : forall j, {set 'I_(d j)}), (0 < J)%N ->
  (forall j, (j < J)%N -> forall i, col i (D j) != 0) -> assumption1 D s J ->
  (forall j, (j < J)%N -> (#|S j.+1| <= s j.+1)%N) ->
  \rank (D_SJ_signal D J S) = #|S J|.

(* ---- proofs ---- *)
Section Proofs.
Variable R : rcfType.

Section Chain.
Variables (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)).

Lemma cast_mulD p n n' (e : n = n') (e1 : n.+1 = n'.+1) (A : 'M[R]_(p, d n)) :
  castmx (erefl, congr1 d e1) (A *m D n) = castmx (erefl, congr1 d e) A *m D n'.
Proof. by case: n' / e e1 => e1; rewrite (eq_irrelevance e1 erefl) !castmx_id. Qed.

Lemma product_left j k (e : (k.+1 + j)%N = (k + j.+1)%N) :
  castmx (erefl, congr1 d e) (product D j k.+1) = D j *m product D j.+1 k.
Proof.
elim: k e => [|k IH] e; first by rewrite (eq_irrelevance e erefl) castmx_id /= mul1mx mulmx1.
have e' : (k.+1 + j)%N = (k + j.+1)%N by rewrite addnS.
by rewrite -[product D j k.+2]/(product D j k.+1 *m D (k.+1 + j)) (cast_mulD e') IH mulmxA.
Qed.

Lemma cast_mulr p q r r' (e : r = r') (A : 'M[R]_(p, q)) (B : 'M[R]_(q, r)) :
  castmx (erefl, e) (A *m B) = A *m castmx (erefl, e) B.
Proof. by case: r' / e; rewrite !castmx_id. Qed.

Lemma to_layerE J j k : (k + j)%N = J -> forall e : d (k + j)%N = d J,
  to_layer D J j = castmx (erefl, e) (product D j k).
Proof.
move=> kJ; rewrite /to_layer (_ : (J - j)%N = k); last by rewrite -kJ addnK.
case: J / kJ => e; rewrite (eq_irrelevance e erefl) castmx_id; exact: conform_mx_id.
Qed.

Lemma to_layer_last J : to_layer D J J = 1%:M.
Proof. by rewrite (@to_layerE J J 0 erefl erefl) castmx_id. Qed.

Lemma to_layer_step J j : (j < J)%N -> to_layer D J j = D j *m to_layer D J j.+1.
Proof.
move=> jJ; have e1 : ((J - j.+1).+1 + j)%N = J by rewrite addSnnS subnK.
have e2 : ((J - j.+1) + j.+1)%N = J by rewrite subnK.
have e12 : ((J - j.+1).+1 + j)%N = ((J - j.+1) + j.+1)%N by rewrite e1 e2.
rewrite (to_layerE e1 (congr1 d e1)) (to_layerE e2 (congr1 d e2)) -cast_mulr -(product_left e12).
by rewrite castmx_comp; congr (castmx (_, _) _); apply: eq_irrelevance.
Qed.

Lemma push_step J (S : forall j, {set 'I_(d j)}) (z : 'cV[R]_#|S J|) j : (j < J)%N ->
  push_back D z j = D j *m push_back D z j.+1.
Proof. by move=> jJ; rewrite /push_back to_layer_step // mulmxA. Qed.

Lemma to_layer_code J (x : forall j, 'cV[R]_(d j)) : (forall j, (j < J)%N -> x j = D j *m x j.+1) ->
  forall j, (j <= J)%N -> x j = to_layer D J j *m x J.
Proof.
move=> h j /subnK; move: (J - j)%N => k; elim: k j => [|k IH] j e.
  by move: e; rewrite add0n => e; subst J; rewrite to_layer_last mul1mx.
have jJ : (j < J)%N by rewrite -e addSn ltnS leq_addl.
by rewrite h // (IH j.+1) ?addnS // mulmxA -to_layer_step.
Qed.
End Chain.

Lemma extendE n (A : {set 'I_n}) (z : 'cV[R]_#|A|) c : extend z (enum_val c) 0 = z c 0.
Proof.
rewrite mxE; case: pickP => [c' /eqP/enum_val_inj -> //|/(_ c)].
by rewrite eqxx.
Qed.

Lemma extend_out n (A : {set 'I_n}) (z : 'cV[R]_#|A|) i : i \notin A -> extend z i 0 = 0.
Proof.
move=> ni; rewrite mxE; case: pickP => [c /eqP e|//].
by have := enum_valP c; rewrite e (negbTE ni).
Qed.

Lemma supp_extend n (A : {set 'I_n}) (z : 'cV[R]_#|A|) : supp (extend z) \subset A.
Proof. by apply/subsetP => i; rewrite inE; apply: contraNT => /extend_out ->. Qed.

Lemma extend_restrict n (A : {set 'I_n}) (x : 'cV[R]_n) : supp x \subset A -> extend (restrict A x) = x.
Proof.
move=> sub; apply/matrixP => i j; rewrite ord1; have [iA|ni] := boolP (i \in A).
  by rewrite -(enum_rankK_in iA iA) extendE mxE.
rewrite extend_out //; have : i \notin supp x by apply: contra ni; apply: (subsetP sub).
by rewrite inE negbK => /eqP.
Qed.

Lemma mul_on p n (A : {set 'I_n}) (M : 'M[R]_(p, n)) (z : 'cV[R]_#|A|) i :
  (M *m extend z) i 0 = \sum_c M i (enum_val c) * z c 0.
Proof.
rewrite mxE (bigID (mem A)) /= [X in _ + X]big1 ?addr0 => [|k nk]; last by rewrite extend_out ?mulr0.
by rewrite big_enum_val; apply: eq_bigr => c _; rewrite extendE.
Qed.

Section System.
Variables (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (J : nat) (S : forall j, {set 'I_(d j)}).

Lemma D_SJ_null (z : 'cV[R]_#|S J|) :
  D_SJ D J S *m z = 0 <-> forall j, (0 < j < J)%N -> supp (push_back D z j) \subset S j.
Proof.
split=> [/matrixP h j /andP[j0 jJ]|h].
  apply/subsetP => i; rewrite inE; apply: contraNT => ni; apply/eqP.
  pose p : places d J := existT (fun k : 'I_J => 'I_(d k)) (Ordinal jJ) i.
  have pin : p \in outside J S by rewrite inE /layer_of /index_of /= j0.
  have e := h (enum_rank_in pin p) 0; rewrite mxE [RHS]mxE in e.
  rewrite /push_back mul_on -[RHS]e; apply: eq_bigr => c _; rewrite mxE.
  by rewrite enum_rankK_in.
apply/matrixP => r q; rewrite ord1 mxE [RHS]mxE.
have := enum_valP r; rewrite inE => /andP[j0 ni].
have := h (layer_of (enum_val r)); rewrite j0 ltn_ord => /(_ isT)/subsetP/(_ (index_of (enum_val r))).
rewrite (negbTE ni) inE /push_back mul_on ; case: eqP => [e _|_ /(_ isT)//].
by rewrite -[RHS]e; apply: eq_bigr => c _; rewrite mxE.
Qed.

Lemma D_signal_mul (z : 'cV[R]_#|S J|) : D_signal D J S *m z = push_back D z 0.
Proof.
apply/matrixP => i q; rewrite ord1 mxE /push_back mul_on; apply: eq_bigr => c _.
by rewrite mxE.
Qed.
End System.

Theorem E2_null_space_true : E2_null_space R.
Proof.
move=> d D s J y x [_ hx]; apply/D_SJ_null => j /andP[_ jJ].
rewrite /push_back extend_restrict // -(to_layer_code _ (ltnW jJ)) // => i iJ.
by have [] := hx i iJ.
Qed.

Theorem E2_dimension_true : E2_dimension R.
Proof. by move=> d D J S; rewrite /nullity mxrank_ker mxrank_tr. Qed.

Theorem E2_equivalent_repaired_true : E2_equivalent_repaired R.
Proof.
move=> d D J S y J0; split=> [z|x [x0 hx] j jJ].
  rewrite /D_SJ_signal mul_col_mx D_signal_mul; split=> [/eq_col_mx[e0 /D_SJ_null sub]|[e0 h]].
    split=> // j jJ; split; first exact: push_step.
    have [lt|ge] := ltnP j.+1 J; first by apply: sub; rewrite lt.
    have -> : j.+1 = J by apply/eqP; rewrite eqn_leq jJ ge.
    by rewrite /push_back to_layer_last mul1mx supp_extend.
  congr col_mx; first exact: e0.
  by apply/D_SJ_null => -[//|j] /andP[_ jJ]; have [] := h j (ltnW jJ).
rewrite /push_back extend_restrict; first by apply: to_layer_code => // i iJ; have [] := hx i iJ.
by case: J J0 hx {jJ} => // J _ hx; have [] := hx J (ltnSn J).
Qed.

Theorem E2_solves_repaired_true : E2_solves_repaired R.
Proof.
move=> d D s J S J0 nz as1 hS; rewrite -mxrank_tr; apply/eqP/inj_row_free => v /(congr1 trmx).
rewrite trmx_mul trmxK trmx0 => e.
have : D_SJ_signal D J S *m v^T = col_mx 0 0 by rewrite e col_mx0.
move=> /(E2_equivalent_repaired_true D S 0 J0).1 [p0 hp].
have z0 : dsc D s J 0 (fun j => 0 : 'cV[R]_(d j)).
  split=> // j jJ; rewrite mulmx0; split=> //.
  by rewrite /l0 (_ : supp _ = set0) ?cards0 //; apply/setP => i; rewrite !inE mxE eqxx.
have zv : dsc D s J 0 (push_back D v^T).
  split=> // j jJ; have [e1 sub] := hp j jJ; split=> //.
  exact: leq_trans (subset_leq_card sub) (hS j jJ).
have := T2_1_printed nz as1 zv z0 (leqnn J); rewrite /push_back to_layer_last mul1mx => e0.
apply/matrixP => i c; rewrite ord1 [RHS]mxE; have := extendE v^T c; rewrite e0 [X in X = _]mxE => ->.
by rewrite mxE.
Qed.

(* Two layers, sizes 4, 5, 5: D45 with mu = 15/49, then an orthogonal matrix. x_2 = (1, 1, 0, 0, 0), x_1 = (7, 1, 0, 0, 0)/5:
   nothing cancels, so (2) says nothing. *)
Let A1 := [:: [:: 13; -3; -3; -3; 7]; [:: -3; 13; -3; -3; 7]; [:: -3; -3; 13; -3; 7]; [:: -3; -3; -3; 13; 7]] : seq (seq int).
Let A2 := [:: [:: 3; 4; 0; 0; 0]; [:: 4; -3; 0; 0; 0]; [:: 0; 0; 3; 4; 0]; [:: 0; 0; 4; -3; 0]; [:: 0; 0; 0; 0; 5]] : seq (seq int).
Let x2 : 'cV[R]_5 := int_mx 5 1 1%:R [:: [:: 1]; [:: 1]; [:: 0]; [:: 0]; [:: 0]].
Let D2 : 'M[R]_5 := int_mx 5 5 5%:R A2.

Definition two_sizes (j : nat) : nat := if j is 0%N then 4 else 5.
Definition two (j : nat) : 'M[R]_(two_sizes j, two_sizes j.+1) := match j with 0%N => D45 R | 1%N => D2 | _ => 0 end.
Definition two_code (j : nat) : 'cV[R]_(two_sizes j) :=
  match j with 0%N => D45 R *m (D2 *m x2) | 1%N => D2 *m x2 | _ => x2 end.

Lemma D2_gram i j : (D2^T *m D2) i j = (i == j)%:R.
Proof.
rewrite int_gramE -natrM; case: i j => [[|[|[|[|[|//]]]]] ?] [[|[|[|[|[|//]]]]] ?];
by rewrite ?mul0r // (_ : gram_of _ _ _ _ = 25) // divff ?pnatr_eq0.
Qed.

Lemma code_support n (x : 'cV[R]_n) k : (forall i, (x i 0 != 0) = (i < k)%N) -> supp x = [set i : 'I_n | (i < k)%N].
Proof. by move=> h; apply/setP => i; rewrite !inE h. Qed.

Lemma D2_x2 : D2 *m x2 = int_mx 5 1 5%:R [:: [:: 7]; [:: 1]; [:: 0]; [:: 0]; [:: 0]].
Proof. by rewrite /D2 /x2 int_mul // mulr1; apply: int_eq; vm_compute. Qed.

Lemma two_exact : exact_sparsity two (fun=> 2%N) 2 (two_code 0) two_code.
Proof.
have l1x : l0 (D2 *m x2) = 2%N by rewrite D2_x2 int_l0E ?pnatr_eq0.
have l2x : l0 x2 = 2%N by rewrite int_l0E ?pnatr_eq0.
split=> //.
- case=> [|[|//]] _ i; first exact: D45_normalised.
  by rewrite D2_gram eqxx.
- case=> [|[|//]] _ /=.
    apply: bound_of_mul; rewrite ?coherence_ge0 // D45_coherence -subr_gt0.
    have n49 : 49%:R != 0 :> R by rewrite pnatr_eq0.
    have -> : 1 + 15%:R / 49%:R - (2 * 2)%:R * (15%:R / 49%:R) = 4%:R / 49%:R :> R by field.
    by rewrite divr_gt0 ?ltr0n.
  by left; apply: coherence_orthogonal => i j ij; rewrite D2_gram (negbTE ij).
- by split=> // -[|[|//]] _; split=> //=; rewrite ?l1x ?l2x.
- by case=> [|[|//]] _.
Qed.

Lemma two_null (z : 'cV[R]_#|supports two_code 2|) : D_SJ two 2 (supports two_code) *m z = 0.
Proof.
apply/D_SJ_null => -[|[|//]] // _; rewrite push_step // /push_back to_layer_last mul1mx.
apply/subsetP => i; rewrite !inE; apply: contraNN => /=; rewrite D2_x2 mxE mulf_eq0 => e.
rewrite mxE big1 // => k _; have [h|ni] := boolP (k \in supports two_code 2); last by rewrite extend_out ?mulr0.
have n5 : (5%:R^-1 == 0 :> R) = false by rewrite invr_eq0 pnatr_eq0.
move: h e; rewrite inE /= !mxE divr1 !intr_eq0 n5 orbF.
by case: i k => [[|[|[|[|[|//]]]]] ?] [[|[|[|[|[|//]]]]] ?] // _ _; rewrite /= mul0r mul0r.
Qed.

Lemma null_zero p q (M : 'M[R]_(p, q)) : (forall z : 'cV[R]_q, M *m z = 0) -> M = 0.
Proof.
move=> h; apply/matrixP => i j; have := congr1 (fun u : 'cV[R]_p => u i 0) (h (delta_mx j 0)).
by rewrite -colE !mxE.
Qed.

Theorem E2_dimension_printed_false : ~ E2_dimension_printed R.
Proof.
have [J1 nd as1 [y0 hx] ex] := two_exact; pose s j := if j == 2%N then 3%N else 2%N.
have as3 : assumption1 two s 2.
  case=> [|[|//]] _; first exact: (as1 0%N isT).
  by left; apply: coherence_orthogonal => i j ij; rewrite D2_gram (negbTE ij).
have hx3 : dsc two s 2 (two_code 0) two_code.
  split=> // j j2; have [e l] := hx j j2; split=> //; apply: leq_trans l _; by rewrite /s; case: eqP.
move=> /(_ _ _ _ _ _ _ J1 nd as3 hx3); rewrite E2_dimension_true (null_zero two_null) mxrank0 !subn0.
by have := ex 1%N isT; rewrite /l0 /= => ->.
Qed.

Theorem E2_smaller_printed_false : ~ E2_smaller_printed R.
Proof.
move=> /(_ _ _ _ _ _ _ two_exact); rewrite E2_dimension_true (null_zero two_null) mxrank0 subn0.
by have [_ _ _ _ /(_ 1%N isT)] := two_exact; rewrite /l0 /= => ->.
Qed.

Theorem E2_equivalent_printed_false : ~ E2_equivalent_printed R.
Proof.
move=> /(_ _ _ _ _ _ _ two_exact); cbv zeta.
pose u : 'cV[R]_5 := int_mx 5 1 1%:R [:: [:: 1]; [:: 0]; [:: 0]; [:: 0]; [:: 0]].
have h0 : (0 : 'I_5) \in supports two_code 2 by rewrite !inE !mxE divr1 oner_eq0.
have us : supp u \subset supports two_code 2.
  apply/subsetP => i; rewrite !inE !mxE !divr1 !intr_eq0; case: i => [[|[|[|[|[|//]]]]] ?] //.
have nz : restrict (supports two_code 2) u != 0.
  by apply/eqP => /matrixP/(_ (enum_rank_in h0 0) 0) /eqP; rewrite !mxE enum_rankK_in //= divr1 oner_eq0.
move=> /(_ _ nz) [/(_ (two_null _)) [+ _] _]; rewrite push_step // push_step // /push_back to_layer_last mul1mx.
rewrite extend_restrict // /= /D2 /x2 /u /D45 !int_mul // => /matrixP/(_ 0 0) /eqP; rewrite !mxE -!natrM.
by rewrite (inj_eq (mulIf _)) ?invr_eq0 ?pnatr_eq0 // eqr_int.
Qed.

Theorem E2_solves_printed_false : ~ E2_solves_printed R.
Proof.
move=> /(_ _ _ _ _ _ _ two_exact); cbv zeta.
pose u : 'cV[R]_5 := int_mx 5 1 1%:R [:: [:: 1]; [:: 0]; [:: 0]; [:: 0]; [:: 0]].
have [h0 h1] : (0 : 'I_5) \in supports two_code 2 /\ (1 : 'I_5) \in supports two_code 2.
  by rewrite !inE !mxE !divr1 !oner_eq0.
move=> /(_ (restrict (supports two_code 2) u) (two_null _)) [a e].
have := congr1 (fun w : 'cV[R]_#|supports two_code 2| => w (enum_rank_in h0 0) 0) e.
have := congr1 (fun w : 'cV[R]_#|supports two_code 2| => w (enum_rank_in h1 1) 0) e.
rewrite !mxE !enum_rankK_in //= !divr1 mulr1 => <- /eqP.
by rewrite eqr_int.
Qed.

End Proofs.
