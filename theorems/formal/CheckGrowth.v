(* A checker for the certificate kind lista_growth, and its soundness in every ordered field: with thresholds 0 the iterates of one signal grow
   like the powers of a number beyond 1, so no Lipschitz constant serves every step (Lemma 5.2). *)
From Coq Require Import ZArith QArith Qreduction.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring ssrZ zify.
From Dsc Require Import Norms Lista Embed Check CheckMatrix CheckDeep CheckCodes CheckIteration CheckRivals.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* --- the program --- *)

(* a vector is a matrix of one column *)
Fixpoint same_columns (p q : Z) (u v : seq (seq Z)) : bool :=
  match u, v with
  | a :: u', b :: v' => same_Z (map (Z.mul q) a) (map (Z.mul p) b) && same_columns p q u' v'
  | [::], [::] => true
  | _, _ => false
  end.
Definition same_mat (A B : mat) : bool := same_columns (Zpos (mden A)) (Zpos (mden B)) (mcols A) (mcols B).

Definition check_growth (m : nat) (D : mat) (a : analysis) (y : mat) (factor : Q) : bool :=
  let W := match a with Explicit W => W | Multiple q => mat_scale q D end in
  let n := size (mcols D) in
  let v := mat_mul n (mat_tr m W) y in                     (* W^T y *)
  [&& check_coh m n W D (mat_cross W D), eqn (size (mcols y)) 1, sizes m (mcols y),
      leq 1 (nonzeros (col_of v 0)), Z.ltb (Zpos (Qden factor)) (Z.abs (Qnum factor)) &
      same_mat (mat_mul n (mat_step W D) v) (mat_scale factor v)].

(* --- what it proves --- *)

Section Sound.
Variable R : realFieldType.

Lemma same_matP m n A B : same_mat A B -> mx R m n A = mx R m n B.
Proof.
rewrite /same_mat => h.
have H p q u v : same_columns p q u v -> forall j, map (Z.mul q) (nth [::] u j) = map (Z.mul p) (nth [::] v j).
  elim: u v => [|a u IH] [|b v] //=; first by move=> _ j; rewrite !nth_nil.
  by move=> /andP[/same_ZP e /IH h'] [|j] //=.
apply/matrixP => i j; rewrite !mxE.
have e := H _ _ _ _ h j; have dA := ofZ_pos R (mden A); have dB := ofZ_pos R (mden B).
apply/eqP; rewrite (eqr_div _ _ (lt0r_neq0 dA) (lt0r_neq0 dB)) -!ofZM; apply/eqP; congr (ofZ R _).
have := congr1 (fun s => nth Z0 s i) e; move: (nth [::] (mcols A) j) (nth [::] (mcols B) j) e => u v e.
have sz : size u = size v by have := congr1 size e; rewrite !size_map.
have [lt|ge] := ltnP i (size u); first by rewrite !(nth_map Z0) ?sz -?sz //; lia.
by rewrite [nth Z0 u i]nth_default // [nth Z0 v i]nth_default -?sz //; lia.
Qed.

Theorem lista_growth_sound m D a y factor : check_growth m D a y factor ->
  let n := size (mcols D) in
  let W := match a with Explicit W => W | Multiple q => mat_scale q D end in
  let v := (mx R m n W)^T *m mx R m 1 y in
  [/\ (forall i, ((mx R m n W)^T *m mx R m n D) i i = 1), v != 0, 1 < `|ofQ R factor| &
      forall k, lista (mx R m n D) (fun=> mx R m n W) (fun=> 0) (mx R m 1 y) k = (\sum_(i < k) ofQ R factor ^+ i) *: v /\
        lista (mx R m n D) (fun=> mx R m n W) (fun=> 0) 0 k = 0].
Proof.
move=> h n W v; move: h; rewrite /check_growth -/n -/W => /and5P[co /eqP sy fy nz /andP[hf hs]].
have := co; rewrite /check_coh => /and5P[/eqP sW _ fW fD _].
have [dg _] := check_cohP R co.
have st : size (mcols (mat_tr m W)) = m by rewrite size_map size_iota.
have ft : sizes n (mcols (mat_tr m W)) by apply: sizes_map => j; rewrite size_map.
have vE : mx R n 1 (mat_mul n (mat_tr m W) y) = v by rewrite (mx_mul R st sy ft fy) mx_tr.
have ss : size (mcols (mat_step W D)) = n by rewrite size_map size_iota.
have fs : sizes n (mcols (mat_step W D)) by apply: sizes_map => j; rewrite size_map size_iota.
have sv : size (mcols (mat_mul n (mat_tr m W) y)) = 1%N by rewrite size_map.
have fv := sizes_mul y st ft.
have eig : (1%:M - (mx R m n W)^T *m mx R m n D) *m v = ofQ R factor *: v.
  by rewrite -(mx_step R sW erefl fW fD) -vE -(mx_mul R ss sv fs fv) -mx_scale; apply: same_matP.
have soft_0 (u : R) : soft 0 u = u.
  by have := softP u (lexx (0 : R)); rewrite normr_le0 subr_eq0 => /eqP.
have step0 (w : 'cV[R]_m) (z : 'cV[R]_n) : step (mx R m n D) (mx R m n W) 0 w z = z + (mx R m n W)^T *m (w - mx R m n D *m z).
  by apply/matrixP => i j; rewrite ord1 mxE soft_0.
split=> //.
- apply/eqP => v0; move: nz; rewrite lt0n -(@vec_l0 R n (mden (mat_mul n (mat_tr m W) y))); last first.
    by apply: (sizesP fv); rewrite sv.
  have -> : vec R n (mden (mat_mul n (mat_tr m W) y)) (col_of (mat_mul n (mat_tr m W) y) 0) = 0.
    by rewrite -v0 -vE; apply/matrixP => i j; rewrite ord1 !mxE.
  by rewrite /l0 (_ : supp _ = set0) ?cards0 //; apply/setP => i; rewrite !inE mxE eqxx.
- rewrite /ofQ normrM normfV (gtr0_norm (ofZ_pos _ _)) ltr_pdivl_mulr ?ofZ_pos // mul1r ofZ_abs ltNge ofZ_le.
  by apply/negP => /Z.leb_spec0 ge; move: hf => /Z.ltb_spec0 lt; apply: Z.lt_irrefl (Z.le_lt_trans _ _ _ ge lt).
- move=> k; split; elim: k => [|k IH]; rewrite /= ?big_ord0 ?scale0r // step0 IH; last first.
    by rewrite mulmx0 subr0 mulmx0 addr0.
  rewrite mulmxBr addrA addrAC mulmxA -scalemxAr -/v.
  set S := \sum_(i < k) _; have -> : S *: v - S *: ((mx R m n W)^T *m mx R m n D *m v) = S *: (ofQ R factor *: v).
    by rewrite -scalerBr -eig mulmxBl mul1mx.
  rewrite scalerA big_ord_recl expr0 scalerDl scale1r addrC; congr (_ + _ *: _).
  by rewrite /S mulr_suml; apply: eq_bigr => i _; rewrite -exprSr.
Qed.
End Sound.
