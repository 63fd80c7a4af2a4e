(* Section 4: what a sparsity penalty can cost. theta_0 minimises a loss L, theta_gamma minimises L + gamma P. *)
From mathcomp Require Import all_ssreflect all_algebra.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Definition minimises (R : realFieldType) (T : Type) (f : T -> R) (t : T) : Prop := forall t', f t <= f t'.

(* The loss at theta_gamma is above the least loss by at most gamma P(theta_0); T is any set of parameters. *)
Definition penalty_bound (R : realFieldType) : Prop := forall (T : Type) (L P : T -> R) gamma t0 tg,
  0 <= gamma -> (forall t, 0 <= P t) -> minimises L t0 -> minimises (fun t => L t + gamma * P t) tg ->
  0 <= L tg - L t0 <= gamma * P t0.
(* Sharper, once theta_gamma is known: what the penalty has fallen by, times gamma. *)
Definition penalty_price (R : realFieldType) : Prop := forall (T : Type) (L P : T -> R) gamma t0 tg,
  0 <= gamma -> (forall t, 0 <= P t) -> minimises L t0 -> minimises (fun t => L t + gamma * P t) tg ->
  [/\ 0 <= L tg - L t0, L tg - L t0 <= gamma * (P t0 - P tg) & gamma * (P t0 - P tg) <= gamma * P t0].
(* The penalty itself does not grow. *)
Definition penalty_decreases (R : realFieldType) : Prop := forall (T : Type) (L P : T -> R) gamma t0 tg,
  0 < gamma -> minimises L t0 -> minimises (fun t => L t + gamma * P t) tg -> P tg <= P t0.
(* No factor c below 1 will do. *)
Definition penalty_bound_tightened (R : realFieldType) (c : R) : Prop := forall (T : Type) (L P : T -> R) gamma t0 tg,
  0 <= gamma -> (forall t, 0 <= P t) -> minimises L t0 -> minimises (fun t => L t + gamma * P t) tg ->
  L tg - L t0 <= c * gamma * P t0.

(* ---- proofs ---- *)
Section Proofs.
Variable R : realFieldType.

Theorem penalty_bound_true : penalty_bound R.
Proof.
move=> T L P gamma t0 tg g0 P0 h0 hg; rewrite subr_ge0 h0 /= ler_subl_addl.
by apply: le_trans (hg t0); rewrite ler_addl mulr_ge0.
Qed.

Theorem penalty_price_true : penalty_price R.
Proof.
move=> T L P gamma t0 tg g0 P0 h0 hg; split; first by rewrite subr_ge0.
  by have := hg t0; rewrite mulrBr ler_subl_addr addrAC ler_subr_addr [gamma * _ + _]addrC.
by rewrite ler_wpmul2l // ler_subl_addr ler_addl.
Qed.

Theorem penalty_decreases_true : penalty_decreases R.
Proof.
move=> T L P gamma t0 tg g0 h0 hg; rewrite -(ler_pmul2l g0) -(ler_add2l (L t0)).
by apply: le_trans (hg t0); rewrite ler_add2r.
Qed.

Theorem penalty_bound_tightened_false (c : R) : c < 1 -> ~ penalty_bound_tightened c.
Proof.
move=> c1 /(_ bool (fun b => if b then 0 else 1) (fun b => if b then 1 else 0) 1 true false) H.
have : 1 - 0 <= c * 1 * 1.
  apply: H; rewrite ?ler01 //.
  - by case; rewrite ?ler01.
  - by case; rewrite ?lexx ?ler01.
  - by case; rewrite ?mulr1 ?mulr0 ?addr0 ?add0r lexx.
by rewrite subr0 !mulr1 leNgt c1.
Qed.

End Proofs.
